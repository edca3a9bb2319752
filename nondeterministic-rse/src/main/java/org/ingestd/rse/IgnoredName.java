// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a name is none of a source's files, whatever it holds. Decided by names alone. */
public enum IgnoredName {
  /** A leading dot, of the file or of a directory above it. */
  HIDDEN,
  /** {@code ~ .tmp .part .partial .swp} at the end: still being written, or a copy of an editor. */
  TEMPORARY,
  /** {@code .nfs*}: a deleted file that a process of another host still holds open. */
  NFS_REMNANT,
  /** What a file system check put into {@code lost+found}. */
  LOST_AND_FOUND;

  private static final List<byte[]> ENDINGS =
      Stream.of("~", ".tmp", ".part", ".partial", ".swp").map(IgnoredName::ascii).toList();
  private static final byte[] NFS = ascii(".nfs");
  private static final byte[] LOST = ascii("lost+found");

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /**
   * @param file its path below the source
   * @return empty for a file that counts
   */
  public static Optional<IgnoredName> of(RawPath file) {
    byte[] bytes = file.shared();
    int name = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/') {
        Optional<IgnoredName> above = always(bytes, name, i);
        if (above.isPresent()) {
          return above;
        }
        name = i + 1;
      }
    }
    Optional<IgnoredName> itself = always(bytes, name, bytes.length);
    return itself.isPresent() || !isTemporary(bytes, name) ? itself : Optional.of(TEMPORARY);
  }

  /**
   * Whether all below a directory is ignored, so that it need not be listed. A temporary ending
   * means nothing on a directory.
   *
   * @param directory its path below the source
   */
  public static Optional<IgnoredName> ofDirectory(RawPath directory) {
    return of(directory).filter(kind -> kind != TEMPORARY);
  }

  private static Optional<IgnoredName> always(byte[] bytes, int from, int to) {
    if (bytes[from] == '.') {
      boolean isNfs = to - from > NFS.length && regionIs(bytes, from, NFS);
      return Optional.of(isNfs ? NFS_REMNANT : HIDDEN);
    }
    return to - from == LOST.length && regionIs(bytes, from, LOST)
        ? Optional.of(LOST_AND_FOUND)
        : Optional.empty();
  }

  private static boolean isTemporary(byte[] bytes, int name) {
    for (byte[] ending : ENDINGS) {
      int start = bytes.length - ending.length;
      if (start >= name && regionIs(bytes, start, ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean regionIs(byte[] bytes, int from, byte[] wanted) {
    return Arrays.equals(bytes, from, from + wanted.length, wanted, 0, wanted.length);
  }
}
