// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * Between a path and the bytes of its name, held as a string of one character a byte (Latin-1). The
 * way goes through percent-encoded URIs, the only one that loses no byte in any locale.
 */
final class RawName {

  private static final Path ROOT = Path.of("/");

  private RawName() {}

  /** The path's bytes as it was given, relative or absolute. */
  static String of(Path path) {
    String encoded = ROOT.resolve(path).toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      boolean escaped = encoded.charAt(i) == '%';
      bytes.write(escaped ? Integer.parseInt(encoded, i + 1, i + 3, 16) : encoded.charAt(i));
      i += escaped ? 2 : 0;
    }
    String name = bytes.toString(ISO_8859_1);
    // The JDK adds a slash where a directory of that name happens to lie.
    String whole = name.length() > 1 && name.endsWith("/") ? chop(name) : name;
    return path.isAbsolute() ? whole : whole.substring(1);
  }

  private static String chop(String name) {
    return name.substring(0, name.length() - 1);
  }

  /** The path with these bytes. */
  static Path toPath(String name) {
    StringBuilder encoded = new StringBuilder("file:///");
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      if (isPlain(character)) {
        encoded.append(character);
      } else {
        encoded.append(String.format("%%%02X", (int) character));
      }
    }
    Path absolute = Path.of(URI.create(encoded.toString()));
    return name.startsWith("/") ? absolute : ROOT.relativize(absolute);
  }

  private static boolean isPlain(char character) {
    return character < 0x80
        && (Character.isLetterOrDigit(character) || "/._-".indexOf(character) >= 0);
  }

  /**
   * For a line of text: {@code \\}, {@code \n}, {@code \r} and {@code \xHH} for each byte that is
   * not UTF-8 or a control character; all else as it is.
   */
  static String escape(String name) {
    StringBuilder text = new StringBuilder();
    byte[] bytes = name.getBytes(ISO_8859_1);
    int i = 0;
    while (i < bytes.length) {
      int length = lengthOfUtf8At(bytes, i);
      if (length == 0) {
        text.append(String.format("\\x%02X", bytes[i] & 0xff));
        i++;
      } else {
        text.append(escapeOne(new String(bytes, i, length, UTF_8)));
        i += length;
      }
    }
    return text.toString();
  }

  private static String escapeOne(String character) {
    return switch (character) {
      case "\\" -> "\\\\";
      case "\n" -> "\\n";
      case "\r" -> "\\r";
      default ->
          isControl(character) ? String.format("\\x%02X", (int) character.charAt(0)) : character;
    };
  }

  private static boolean isControl(String character) {
    return character.charAt(0) < 0x20 || character.charAt(0) == 0x7f;
  }

  /** How many bytes the UTF-8 character that begins here has; 0 if none does. */
  private static int lengthOfUtf8At(byte[] bytes, int at) {
    for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
      if (isUtf8(bytes, at, length)) {
        return length;
      }
    }
    return 0;
  }

  private static boolean isUtf8(byte[] bytes, int at, int length) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * The way back from {@link #escape}.
   *
   * @param text as bytes of a line, one character each
   * @throws IllegalArgumentException if a backslash is followed by anything else
   */
  static String unescape(String text) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        name.append(text.charAt(i));
        continue;
      }
      String rest = text.substring(i + 1, Math.min(i + 4, text.length()));
      name.append(unescapeOne(rest));
      i += rest.startsWith("x") ? 3 : 1;
    }
    return name.toString();
  }

  private static char unescapeOne(String rest) {
    if (rest.startsWith("\\")) {
      return '\\';
    } else if (rest.startsWith("n")) {
      return '\n';
    } else if (rest.startsWith("r")) {
      return '\r';
    } else if (rest.matches("x[0-9a-fA-F]{2}")) {
      return (char) Integer.parseInt(rest, 1, 3, 16);
    }
    throw new IllegalArgumentException("a backslash stands before \\, n, r or xHH only");
  }
}
