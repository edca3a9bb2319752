// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nom.tam.fits.FitsException;
import nom.tam.fits.HeaderCard;
import nom.tam.util.FitsInputStream;
import org.ingestd.rse.escape.HarmlessText;
import org.jspecify.annotations.Nullable;

/**
 * The wanted cards of a file's headers: of each keyword the first that there is. Cards that speak
 * of the layout of an HDU are taken from the first one that has data, and in a compressed one those
 * of what was compressed (ZNAXIS1 for NAXIS1). Bounded: only wanted cards are kept.
 */
final class FitsCards {

  private static final String CONTINUE = "CONTINUE";
  private static final String HIERARCH = "HIERARCH ";

  /** A text of 6,700 characters. */
  private static final int LONGEST_TEXT = 100 * FitsHeader.CARD;

  private static final Pattern OF_LAYOUT =
      Pattern.compile("BITPIX|NAXIS[0-9]{0,3}|PCOUNT|GCOUNT|XTENSION|CHECKSUM|DATASUM");

  private final Map<String, String> wanted = new HashMap<>();
  private final Map<String, ByteArrayOutputStream> found = new LinkedHashMap<>();
  private final Map<String, ByteArrayOutputStream> ofThisHdu = new LinkedHashMap<>();
  private boolean compressed;
  private boolean empty;
  private @Nullable ByteArrayOutputStream continued;

  /**
   * @param keywords as FITS writes them; those of HIERARCH cards with or without that word
   */
  FitsCards(Collection<String> keywords) {
    for (String keyword : keywords) {
      wanted.put(keyword.startsWith(HIERARCH) ? keyword.substring(9) : keyword, keyword);
      if (OF_LAYOUT.matcher(keyword).matches()) {
        wanted.put(compressedName(keyword), keyword);
      }
    }
  }

  private static String compressedName(String keyword) {
    return switch (keyword) {
      case "CHECKSUM" -> "ZHECKSUM";
      case "XTENSION" -> "ZTENSION";
      default -> "Z" + keyword;
    };
  }

  boolean isComplete() {
    return found.keySet().containsAll(wanted.values());
  }

  /** Takes a block of a header up to its END. */
  void take(byte[] block) {
    for (int at = 0; at < block.length; at += FitsHeader.CARD) {
      String card = new String(block, at, FitsHeader.CARD, ISO_8859_1);
      String name = card.substring(0, FitsHeader.KEYWORD).stripTrailing();
      if (name.equals("END")) {
        return;
      }
      take(card, name);
    }
  }

  private void take(String card, String name) {
    if (name.equals(CONTINUE)) {
      append(continued, card);
      return;
    }
    continued = null;
    if (name.equals("ZIMAGE") || name.equals("ZTABLE")) {
      compressed |= isTrue(card);
    } else if (name.equals("NAXIS")) {
      empty = card.substring(10).split("/", 2)[0].strip().equals("0");
    }
    String keyword = keyword(card, name);
    if (wanted.containsKey(keyword) && !ofThisHdu.containsKey(keyword)) {
      ByteArrayOutputStream kept = new ByteArrayOutputStream(2 * FitsHeader.CARD);
      append(kept, card);
      ofThisHdu.put(keyword, kept);
      continued = kept;
    }
  }

  private static boolean isTrue(String card) {
    return card.startsWith("= ", FitsHeader.KEYWORD)
        && card.substring(10).split("/", 2)[0].strip().equals("T");
  }

  private static String keyword(String card, String name) {
    int equals = card.indexOf('=');
    boolean hierarchy = card.startsWith(HIERARCH) && equals > 0;
    return hierarchy ? card.substring(HIERARCH.length(), equals).strip() : name;
  }

  private static void append(@Nullable ByteArrayOutputStream kept, String card) {
    if (kept != null && kept.size() < LONGEST_TEXT) {
      kept.writeBytes(card.getBytes(ISO_8859_1));
    }
  }

  /** The header is over. */
  void endOfHeader() {
    ofThisHdu.forEach(
        (name, card) -> {
          String keyword = wanted.getOrDefault(name, name);
          boolean ofLayout = OF_LAYOUT.matcher(keyword).matches();
          boolean instead = compressed && ofThisHdu.containsKey(compressedName(keyword));
          boolean counts = !ofLayout || (!empty && instead == !name.equals(keyword));
          if (counts) {
            found.putIfAbsent(keyword, card);
          }
        });
    ofThisHdu.clear();
    compressed = false;
    empty = false;
    continued = null;
  }

  /** Those found that have a value. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    found.forEach(
        (keyword, card) -> value(card.toByteArray()).ifPresent(v -> values.put(keyword, v)));
    return values;
  }

  /** Header text may be anything: what is no card by the standard's rules has no value. */
  private static Optional<Object> value(byte[] card) {
    byte[] ended = new byte[card.length + FitsHeader.CARD];
    System.arraycopy(card, 0, ended, 0, card.length);
    System.arraycopy("%-80s".formatted("END").getBytes(ISO_8859_1), 0, ended, card.length, 80);
    try (FitsInputStream in = new FitsInputStream(new ByteArrayInputStream(ended))) {
      return value(new HeaderCard(in));
    } catch (IOException | FitsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> value(HeaderCard card) {
    String text = card.getValue();
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Class<?> type = card.valueType();
    if (Boolean.class.equals(type)) {
      return Optional.ofNullable(card.getValue(Boolean.class, false));
    }
    if (type != null && Number.class.isAssignableFrom(type)) {
      return Optional.of(number(text.strip()));
    }
    return Optional.of(HarmlessText.of(text.strip().getBytes(ISO_8859_1)));
  }

  /** As text where neither a long nor a double holds it. */
  private static Object number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException noLong) {
      try {
        double number = Double.parseDouble(text.replace('D', 'E').replace('d', 'e'));
        boolean integer = text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+');
        return Double.isFinite(number) && !integer ? (Object) number : text;
      } catch (NumberFormatException noNumber) {
        return HarmlessText.of(text);
      }
    }
  }
}
