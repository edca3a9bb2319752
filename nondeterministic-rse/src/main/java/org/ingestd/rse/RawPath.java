// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.ingestd.rse.escape.HarmlessText;
import org.ingestd.rse.escape.Percent;
import org.jspecify.annotations.Nullable;

/**
 * A path below some root as the bytes that the file system holds, without a slash at either end.
 * Names are bytes: a path that is not UTF-8 is as good as any other. Immutable.
 *
 * <p>The way from and to {@link Path} goes through percent-encoded URIs wherever a byte is not
 * ASCII, because a {@code String} made in another locale loses bytes (seen: {@code \xff} under
 * UTF-8, every umlaut under {@code LC_ALL=C}).
 */
public final class RawPath implements Comparable<RawPath> {

  /**
   * {@link Path#toUri} asks the file system whether the path is a directory. Below a device that
   * question is answered at once and touches no mount, whatever the path.
   */
  private static final Path NOWHERE = Path.of("/dev/null");

  private static final int NOWHERE_LENGTH = "/dev/null/".length();
  private static final Path TOP = Path.of("/");

  private final byte[] bytes;

  private RawPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws IllegalArgumentException if the bytes are empty, hold a NUL, begin or end with a slash,
   *     or have an empty, {@code .} or {@code ..} segment
   */
  public static RawPath of(byte[] bytes) {
    return checked(bytes.clone());
  }

  public static RawPath of(String utf8) {
    return checked(utf8.getBytes(UTF_8));
  }

  /**
   * The last name of a path, or a whole relative path, as the file system's own bytes.
   *
   * @throws IllegalArgumentException as {@link #of(byte[])}, and for an absolute path
   */
  public static RawPath of(Path relative) {
    String text = relative.toString();
    if (isAscii(text)) {
      return checked(text.getBytes(ISO_8859_1));
    }
    if (relative.isAbsolute()) {
      throw new IllegalArgumentException("Not a relative path: " + HarmlessText.of(text));
    }
    String encoded = NOWHERE.resolve(relative).toUri().getRawPath().substring(NOWHERE_LENGTH);
    return checked(Percent.decode(encoded));
  }

  /**
   * The path of {@code file} below {@code root}; both absolute and normalised.
   *
   * @throws IllegalArgumentException if the file is not below the root
   */
  public static RawPath relative(Path root, Path file) {
    if (!file.startsWith(root) || file.getNameCount() == root.getNameCount()) {
      throw new IllegalArgumentException(
          HarmlessText.of(file.toString()) + " is not below " + HarmlessText.of(root.toString()));
    }
    return of(root.relativize(file));
  }

  /**
   * The way back from {@link #text}.
   *
   * @throws IllegalArgumentException as {@link #of(byte[])}, and for a backslash that does not
   *     begin {@code \xhh}
   */
  public static RawPath ofText(String text) {
    return checked(HarmlessText.bytes(text));
  }

  private static RawPath checked(byte[] bytes) {
    String nonsense = nonsense(bytes);
    if (nonsense != null) {
      throw new IllegalArgumentException(
          "Not a path below a root: '" + HarmlessText.of(bytes) + "' " + nonsense);
    }
    return new RawPath(bytes);
  }

  /** Empty where {@link #of(byte[])} throws; for bytes that come from elsewhere than a disk. */
  public static Optional<RawPath> ifValid(byte[] bytes) {
    return nonsense(bytes) == null ? Optional.of(new RawPath(bytes)) : Optional.empty();
  }

  private static @Nullable String nonsense(byte[] bytes) {
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        int length = i - start;
        if (length == 0) {
          return bytes.length == 0
              ? "is empty"
              : "begins or ends with a slash, or has two in a row";
        }
        if (length <= 2 && bytes[start] == '.' && bytes[i - 1] == '.') {
          return "has a segment of dots only";
        }
        start = i + 1;
      } else if (bytes[i] == 0) {
        return "holds a NUL";
      }
    }
    return null;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for reading only. */
  byte[] shared() {
    return bytes;
  }

  /** The last name of this path. */
  public RawPath name() {
    int slash = lastSlash();
    return slash < 0 ? this : new RawPath(Arrays.copyOfRange(bytes, slash + 1, bytes.length));
  }

  /** The path without its last name; empty for a file directly below the root. */
  public Optional<RawPath> directory() {
    int slash = lastSlash();
    return slash < 0 ? Optional.empty() : Optional.of(new RawPath(Arrays.copyOf(bytes, slash)));
  }

  /**
   * The last name without its last extension, so {@code a.fits.fz} gives {@code a.fits}. A name
   * that only begins with a dot has no extension, and neither has one that ends with its only dot.
   */
  public RawPath stem() {
    byte[] name = name().bytes;
    for (int i = name.length - 2; i > 0; i--) {
      if (name[i] == '.') {
        byte[] stem = Arrays.copyOf(name, i);
        return stem.length <= 2 && isDots(stem) ? new RawPath(name) : new RawPath(stem);
      }
    }
    return new RawPath(name);
  }

  private static boolean isDots(byte[] name) {
    return name[0] == '.' && name[name.length - 1] == '.';
  }

  private int lastSlash() {
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '/') {
      i--;
    }
    return i;
  }

  /** The file at this path below a directory. */
  public Path under(Path root) {
    if (isAscii()) {
      return root.resolve(new String(bytes, ISO_8859_1));
    }
    Path absolute = Path.of(URI.create("file:///" + Percent.encode(bytes)));
    return root.resolve(TOP.relativize(absolute));
  }

  /** This path with another one below it. */
  public RawPath resolve(RawPath below) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + below.bytes.length);
    joined[bytes.length] = '/';
    System.arraycopy(below.bytes, 0, joined, bytes.length + 1, below.bytes.length);
    return new RawPath(joined);
  }

  /** The rest of this path below another one; empty if it is not below it. */
  public Optional<RawPath> below(RawPath above) {
    int length = above.bytes.length;
    boolean isBelow =
        bytes.length > length + 1
            && bytes[length] == '/'
            && Arrays.equals(bytes, 0, length, above.bytes, 0, length);
    return isBelow
        ? Optional.of(new RawPath(Arrays.copyOfRange(bytes, length + 1, bytes.length)))
        : Optional.empty();
  }

  /** Whether the bytes are valid UTF-8. */
  public boolean isUtf8() {
    if (isAscii()) {
      return true;
    }
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private boolean isAscii() {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /**
   * For people, logs and JSON: UTF-8, with {@code \xhh} (small hex) for each byte that is not, for
   * backslashes and for characters that would act on a terminal or hide (controls, line and
   * paragraph separators, bidirectional and other format characters). {@link #ofText} leads back.
   */
  public String text() {
    return HarmlessText.of(bytes);
  }

  /**
   * Whether {@link #text} is the path letter for letter, so that nobody needs the bytes beside it.
   */
  public boolean isPlain() {
    return text().indexOf('\\') < 0;
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
