// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Checksums as few bytes as possible. Rucio compares their text, so lower-case hex is packed and
 * anything else is kept letter for letter; the two never have the same length.
 */
final class HexText {

  private HexText() {}

  static byte @Nullable [] pack(@Nullable String hex) {
    if (hex == null) {
      return null;
    }
    for (int i = 0; i < hex.length(); i++) {
      if (hex.charAt(i) >= 'A' && hex.charAt(i) <= 'F') {
        return hex.getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    return HexFormat.of().parseHex(hex);
  }

  /**
   * @param digits how many the checksum has when packed
   */
  static @Nullable String unpack(byte @Nullable [] packed, int digits) {
    if (packed == null) {
      return null;
    }
    return packed.length == digits / 2
        ? HexFormat.of().formatHex(packed)
        : new String(packed, StandardCharsets.ISO_8859_1);
  }

  static boolean same(String hex, byte @Nullable [] packed) {
    return Arrays.equals(pack(hex), packed);
  }
}
