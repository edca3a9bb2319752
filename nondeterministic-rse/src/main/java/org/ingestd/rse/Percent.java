// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** Percent-encoding of path bytes (RFC 3986): unreserved characters and slashes stay. */
final class Percent {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final boolean[] STAYS = new boolean[128];

  static {
    String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~" + "/";
    unreserved.chars().forEach(c -> STAYS[c] = true);
  }

  private Percent() {}

  static String encode(byte[] bytes) {
    int extra = 0;
    for (byte b : bytes) {
      extra += stays(b) ? 0 : 2;
    }
    if (extra == 0) {
      return new String(bytes, ISO_8859_1);
    }
    StringBuilder encoded = new StringBuilder(bytes.length + extra);
    for (byte b : bytes) {
      if (stays(b)) {
        encoded.append((char) b);
      } else {
        encoded.append('%');
        HEX.toHexDigits(encoded, b);
      }
    }
    return encoded.toString();
  }

  private static boolean stays(byte b) {
    return b >= 0 && STAYS[b];
  }

  /**
   * Bytes of a path of a URI. A percent sign that begins no escape stands for itself, because Rucio
   * takes such PFNs too.
   */
  static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
        bytes[length++] =
            (byte)
                (HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static boolean isHex(byte b) {
    return HexFormat.isHexDigit(b);
  }
}
