// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A path below some root as the bytes that the file system holds, without a slash at either end.
 * Names are bytes: a path that is not UTF-8 is as good as any other. Immutable.
 *
 * <p>The way from and to {@link Path} goes through percent-encoded URIs wherever a byte is not
 * plain ASCII, because a {@code String} made in another locale loses bytes (seen: {@code \xff}
 * under UTF-8, every umlaut under {@code LC_ALL=C}).
 */
public final class RawPath implements Comparable<RawPath> {

  private final byte[] bytes;

  private RawPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the bytes are empty, hold a NUL, begin or end with a slash,
   *     or have an empty, {@code .} or {@code ..} segment
   */
  public static RawPath of(byte[] bytes) {
    RawPath path = new RawPath(bytes.clone());
    path.refuseNonsense();
    return path;
  }

  public static RawPath of(String utf8) {
    return of(utf8.getBytes(UTF_8));
  }

  /** The last name of a path, or a whole relative path, as the file system's own bytes. */
  public static RawPath of(Path relative) {
    throw new UnsupportedOperationException();
  }

  /** The path of {@code file} below {@code root}; both absolute and normalised. */
  public static RawPath relative(Path root, Path file) {
    throw new UnsupportedOperationException();
  }

  private void refuseNonsense() {
    throw new UnsupportedOperationException();
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The file at this path below a directory. */
  public Path under(Path root) {
    throw new UnsupportedOperationException(URI.create("file:///") + root.toString());
  }

  /** This path with another one below it. */
  public RawPath resolve(RawPath below) {
    throw new UnsupportedOperationException();
  }

  /** Whether the bytes are valid UTF-8. */
  public boolean isUtf8() {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * For people, logs and JSON: UTF-8, with {@code \xHH} for each byte that is not, for control
   * characters and backslashes.
   */
  public String text() {
    throw new UnsupportedOperationException();
  }

  /**
   * Whether {@link #text} is the path letter for letter, so that nobody needs the bytes beside it.
   */
  public boolean isPlain() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(RawPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawPath that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return text();
  }
}
