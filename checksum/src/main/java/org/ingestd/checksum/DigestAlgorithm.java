// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The digests that one reading of a file can give. */
public enum DigestAlgorithm {
  /** Rucio's and FTS's own checksum: eight lower-case hex digits, zeros in front kept. */
  ADLER32("adler32", 8),
  MD5("md5", 32),
  SHA256("sha256", 64),
  /** Castagnoli's CRC-32, as XRootD and GridFTP name it. */
  CRC32C("crc32c", 8);

  private final String key;
  private final int hexDigits;

  DigestAlgorithm(String key, int hexDigits) {
    this.key = key;
    this.hexDigits = hexDigits;
  }

  /** The name used in configuration, journal, JSON and on the command line. */
  public String key() {
    return key;
  }

  /** How many hex digits a digest of this kind always has. */
  public int hexDigits() {
    return hexDigits;
  }

  /**
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static DigestAlgorithm ofKey(String key) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + key
                        + "' is not a digest; allowed are "
                        + Arrays.stream(values())
                            .map(DigestAlgorithm::key)
                            .collect(Collectors.joining(", "))));
  }
}
