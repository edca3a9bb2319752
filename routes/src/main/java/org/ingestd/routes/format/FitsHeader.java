// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cards of a header that tell the length of its HDU.
 *
 * @param end offset of the first byte behind the header's last block
 */
record FitsHeader(Map<String, String> values, long end) {

  static final int CARD = 80;
  static final int KEYWORD = 8;

  /** Half a million cards are no header. */
  static final int MOST_BLOCKS = 4_000;

  private static final Pattern OF_LENGTH =
      Pattern.compile("BITPIX|NAXIS[0-9]{0,3}|PCOUNT|GCOUNT|GROUPS|EXTEND|NEXTEND");

  /**
   * @param what the header in words
   */
  static FitsHeader read(OpenBytes file, long offset, String what) throws IOException, Ended {
    Map<String, String> values = new HashMap<>();
    for (int block = 0; block < MOST_BLOCKS; block++) {
      long at = offset + (long) block * FitsWalk.BLOCK;
      byte[] cards = file.all(at, FitsWalk.BLOCK, what);
      if (take(cards, values, what)) {
        return new FitsHeader(values, at + FitsWalk.BLOCK);
      }
    }
    throw Ended.broken(what + " has no END in " + MOST_BLOCKS + " blocks");
  }

  /** Whether the header ends in this block. */
  static boolean take(byte[] cards, Map<String, String> values, String what) throws Ended {
    for (int at = 0; at < cards.length; at += CARD) {
      String card = new String(cards, at, CARD, ISO_8859_1);
      String keyword = card.substring(0, KEYWORD).stripTrailing();
      if (keyword.equals("END")) {
        return true;
      }
      requireText(card, keyword, what);
      if (OF_LENGTH.matcher(keyword).matches() && card.startsWith("= ", KEYWORD)) {
        values.put(keyword, card.substring(KEYWORD + 2).split("/", 2)[0].strip());
      }
    }
    return false;
  }

  private static void requireText(String card, String keyword, String what) throws Ended {
    if (card.indexOf('\0') >= 0) {
      throw Ended.notYet(what + " holds bytes of zero where cards are to be");
    }
    if (keyword.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw Ended.broken(what + " holds what is no text");
    }
  }

  /**
   * @throws ArithmeticException if it is more than a long can hold
   */
  long dataBytes() throws Ended {
    long axes = number("NAXIS", null);
    long elements = axes == 0 ? 0 : 1;
    boolean groups = axes > 0 && number("NAXIS1", null) == 0 && "T".equals(values.get("GROUPS"));
    for (int axis = groups ? 2 : 1; axis <= axes; axis++) {
      elements = Math.multiplyExact(elements, number("NAXIS" + axis, null));
    }
    long counted = Math.addExact(number("PCOUNT", "0"), elements);
    return Math.multiplyExact(
        elementBytes(), Math.multiplyExact(number("GCOUNT", "1"), axes == 0 ? 0 : counted));
  }

  private long elementBytes() throws Ended {
    String bits = values.getOrDefault("BITPIX", "missing");
    return switch (bits) {
      case "8" -> 1;
      case "16" -> 2;
      case "32", "-32" -> 4;
      case "64", "-64" -> 8;
      default -> throw Ended.broken("BITPIX is " + bits);
    };
  }

  /**
   * NEXTEND of the writers that have it; one for a primary HDU that is nothing but a promise (no
   * data, and EXTEND).
   */
  long promisedExtensions() throws Ended {
    boolean onlyPromise = number("NAXIS", null) == 0 && "T".equals(values.get("EXTEND"));
    return number("NEXTEND", onlyPromise ? "1" : "0");
  }

  /**
   * @param otherwise null if the header must have it
   */
  private long number(String keyword, @Nullable String otherwise) throws Ended {
    String value = values.getOrDefault(keyword, otherwise == null ? "missing" : otherwise);
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Ended.broken(keyword + " is " + value);
    }
    throw Ended.broken(keyword + " is " + value);
  }
}
