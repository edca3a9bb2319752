// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.escape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Raw bytes in Rucio's alphabet, reversibly: each byte that is refused at its place becomes {@code
 * _xHH} (capital hex), and a literal {@code _x} before two hex digits has its {@code _} written
 * {@code _x5F}. Everything else stays.
 *
 * <p>A DID name must not begin with {@code _}, so neither with an escape: {@code x_x00} comes
 * before it then. NUL stands in no file name, hence no name of a file gives that by itself.
 */
public final class HexEscape {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String NOT_FIRST = "x_x00";

  private HexEscape() {}

  /**
   * Appends the escaped bytes to what was written so far.
   *
   * @param raw without NUL
   */
  public static void append(StringBuilder written, byte[] raw, Alphabet alphabet) {
    if (raw.length > 0 && written.isEmpty() && isEscaped(raw, 0, alphabet, true)) {
      written.append(mark(alphabet));
      appendEscape(written, raw[0]);
    } else if (raw.length > 0) {
      appendByte(written, raw, 0, alphabet);
    }
    for (int i = 1; i < raw.length; i++) {
      appendByte(written, raw, i, alphabet);
    }
  }

  private static String mark(Alphabet alphabet) {
    return alphabet.takes('_', true) ? "" : NOT_FIRST;
  }

  private static void appendByte(StringBuilder written, byte[] raw, int at, Alphabet alphabet) {
    if (isEscaped(raw, at, alphabet, false)) {
      appendEscape(written, raw[at]);
    } else {
      written.append((char) raw[at]);
    }
  }

  private static void appendEscape(StringBuilder written, byte b) {
    written.append("_x");
    HEX.toHexDigits(written, b);
  }

  private static boolean isEscaped(byte[] raw, int at, Alphabet alphabet, boolean first) {
    if (!alphabet.takes(raw[at] & 0xff, first)) {
      return true;
    }
    return looksEscaped(raw, at);
  }

  private static boolean looksEscaped(byte[] bytes, int at) {
    return bytes[at] == '_'
        && at + 3 < bytes.length
        && bytes[at + 1] == 'x'
        && HexFormat.isHexDigit(bytes[at + 2])
        && HexFormat.isHexDigit(bytes[at + 3]);
  }

  /**
   * The way back.
   *
   * @param first whether the text stood at the beginning of the identifier
   * @return empty if {@link #append} never gives this text
   */
  public static Optional<byte[]> back(String escaped, Alphabet alphabet, boolean first) {
    String mark = mark(alphabet);
    String text = first && escaped.startsWith(mark) ? escaped.substring(mark.length()) : escaped;
    byte[] raw = unescape(text.getBytes(ISO_8859_1));
    StringBuilder again = new StringBuilder(first ? "" : "-");
    int before = again.length();
    append(again, raw, alphabet);
    return again.substring(before).equals(escaped) ? Optional.of(raw) : Optional.empty();
  }

  private static byte[] unescape(byte[] escaped) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      if (looksEscaped(escaped, i)) {
        String hex = new String(Arrays.copyOfRange(escaped, i + 2, i + 4), ISO_8859_1);
        raw.write(HexFormat.fromHexDigits(hex));
        i += 3;
      } else {
        raw.write(escaped[i]);
      }
    }
    return raw.toByteArray();
  }
}
