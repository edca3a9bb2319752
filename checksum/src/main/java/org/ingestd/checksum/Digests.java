// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Digests of one file's content as lower-case hex; adler32 is always among them. */
public record Digests(Map<DigestAlgorithm, String> values) {

  /**
   * @throws IllegalArgumentException if adler32 is missing or a value is not lower-case hex of its
   *     algorithm's length
   */
  public Digests {
    if (!values.containsKey(DigestAlgorithm.ADLER32)) {
      throw new IllegalArgumentException("Digests without adler32: " + values);
    }
    values.forEach(Digests::refuseNonsense);
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  private static void refuseNonsense(DigestAlgorithm algorithm, String hex) {
    if (hex.length() != algorithm.hexDigits() || !isLowerHex(hex)) {
      throw new IllegalArgumentException(
          algorithm.key() + " '" + hex + "' is not " + algorithm.hexDigits() + " hex digits");
    }
  }

  /** A loop, as this is asked for each file at each of its steps. */
  private static boolean isLowerHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if ((character < '0' || character > '9') && (character < 'a' || character > 'f')) {
        return false;
      }
    }
    return true;
  }

  public String adler32() {
    return get(DigestAlgorithm.ADLER32).orElseThrow();
  }

  /** Whether equal digests mean equal content: 32 bits are met by chance. */
  public boolean areTelling() {
    return values.containsKey(DigestAlgorithm.MD5) || values.containsKey(DigestAlgorithm.SHA256);
  }

  public Optional<String> get(DigestAlgorithm algorithm) {
    return Optional.ofNullable(values.get(algorithm));
  }
}
