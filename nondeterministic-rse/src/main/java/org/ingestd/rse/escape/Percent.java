// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.escape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;

/** Percent-encoding of path bytes (RFC 3986): unreserved characters and slashes stay. */
public final class Percent {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final boolean[] STAYS = new boolean[128];

  static {
    String unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    unreserved.chars().forEach(c -> STAYS[c] = true);
  }

  private Percent() {}

  public static String encode(byte[] bytes) {
    int extra = 0;
    for (byte b : bytes) {
      extra += stays(b) ? 0 : 2;
    }
    if (extra == 0) {
      return new String(bytes, ISO_8859_1);
    }
    StringBuilder encoded = new StringBuilder(bytes.length + extra);
    for (byte b : bytes) {
      append(encoded, b, true);
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
  public static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (isEscape(bytes, i)) {
        bytes[length++] = escaped(bytes, i);
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /**
   * One spelling for all that name the same bytes (RFC 3986 §6.2.2): what must be escaped is, in
   * capitals, and nothing else; an escaped slash is no separator and stays escaped.
   */
  public static String normalise(String encoded) {
    byte[] bytes = encoded.getBytes(UTF_8);
    StringBuilder normal = new StringBuilder(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (isEscape(bytes, i)) {
        append(normal, escaped(bytes, i), false);
        i += 2;
      } else {
        append(normal, bytes[i], true);
      }
    }
    return normal.toString();
  }

  private static void append(StringBuilder encoded, byte b, boolean isLiteral) {
    if (stays(b) && (isLiteral || b != '/')) {
      encoded.append((char) b);
    } else {
      encoded.append('%');
      HEX.toHexDigits(encoded, b);
    }
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[at + 1])
        && HexFormat.isHexDigit(bytes[at + 2]);
  }

  private static byte escaped(byte[] bytes, int at) {
    return (byte)
        (HexFormat.fromHexDigit(bytes[at + 1]) << 4 | HexFormat.fromHexDigit(bytes[at + 2]));
  }
}
