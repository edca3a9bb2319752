// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 500MB} (powers of ten) or {@code 2GiB} (powers of two). */
public record ByteSize(long bytes) {

  private static final Map<String, Long> UNITS = new LinkedHashMap<>();
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ?([A-Za-z]+)");

  static {
    UNITS.put("TiB", 1L << 40);
    UNITS.put("TB", 1_000_000_000_000L);
    UNITS.put("GiB", 1L << 30);
    UNITS.put("GB", 1_000_000_000L);
    UNITS.put("MiB", 1L << 20);
    UNITS.put("MB", 1_000_000L);
    UNITS.put("KiB", 1L << 10);
    UNITS.put("kB", 1_000L);
    UNITS.put("B", 1L);
  }

  /**
   * @throws IllegalArgumentException if it has no known unit or is too large
   */
  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text);
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("units are " + String.join(", ", UNITS.keySet()));
    }
    try {
      return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("more than a disk can hold", e);
    }
  }

  /** In the largest unit that gives a whole number. */
  @Override
  public String toString() {
    return UNITS.entrySet().stream()
        .filter(unit -> bytes >= unit.getValue() && bytes % unit.getValue() == 0)
        .findFirst()
        .map(unit -> bytes / unit.getValue() + unit.getKey())
        .orElse(bytes + "B");
  }
}
