// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.escape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;

/** Hostile bytes made fit for people, logs and JSON, and the way back. */
public final class HarmlessText {

  private static final HexFormat HEX = HexFormat.of();

  private HarmlessText() {}

  public static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  public static String of(byte[] bytes) {
    if (isPlainAscii(bytes)) {
      return new String(bytes, ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(bytes.length * 2);
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, out, true);
      appendHarmless(text, out.flip());
      out.clear();
      for (int i = 0; result.isError() && i < result.length(); i++) {
        appendByte(text, in.get());
      }
      decoder.reset();
    }
    return text.toString();
  }

  private static boolean isPlainAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < ' ' || b == 0x7f || b == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void appendHarmless(StringBuilder text, CharSequence decoded) {
    decoded
        .codePoints()
        .forEach(
            character -> {
              if (isHarmless(character)) {
                text.appendCodePoint(character);
              } else {
                for (byte b : Character.toString(character).getBytes(UTF_8)) {
                  appendByte(text, b);
                }
              }
            });
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> character != '\\';
    };
  }

  private static void appendByte(StringBuilder text, byte b) {
    text.append("\\x");
    HEX.toHexDigits(text, b);
  }

  public static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int start = 0;
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', start)) {
      bytes.writeBytes(text.substring(start, at).getBytes(UTF_8));
      if (!isEscape(text, at)) {
        throw new IllegalArgumentException(
            "A backslash begins no \\xhh in '" + text + "'; a literal one is written \\x5c");
      }
      bytes.write(HexFormat.fromHexDigits(text, at + 2, at + 4));
      start = at + 4;
    }
    bytes.writeBytes(text.substring(start).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static boolean isEscape(String text, int at) {
    return text.length() >= at + 4
        && text.charAt(at + 1) == 'x'
        && HexFormat.isHexDigit(text.charAt(at + 2))
        && HexFormat.isHexDigit(text.charAt(at + 3));
  }
}
