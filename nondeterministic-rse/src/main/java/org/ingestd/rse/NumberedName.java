// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that are counted by a group of a source's pattern. Thread-safe. */
public final class NumberedName {

  /** What fits into a long whatever its digits are. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  private final Pattern pattern;
  private final String group;

  /**
   * @param pattern on the whole file name
   * @param group of the pattern that catches the number
   */
  public NumberedName(Pattern pattern, String group) {
    this.pattern = pattern;
    this.group = group;
  }

  /**
   * All names that differ in their number alone, in one directory.
   *
   * @param before bytes in front of the number with the directory, one character each
   * @param after bytes behind it
   */
  public record Series(String before, String after) implements Comparable<Series> {

    /** The path of one of them, for people. */
    public String name(long number, int digits) {
      String text = String.format(Locale.ROOT, "%0" + Math.max(1, digits) + "d", number);
      return RawPath.of((before + text + after).getBytes(ISO_8859_1)).text();
    }

    @Override
    public int compareTo(Series other) {
      return Comparator.comparing(Series::before).thenComparing(Series::after).compare(this, other);
    }
  }

  /**
   * @param digits with which the number is written
   */
  public record Place(Series series, long number, int digits) {}

  /** Empty if the name does not fit the pattern, or what the group catches is no number. */
  public Optional<Place> place(RawPath path) {
    byte[] bytes = path.name().bytes();
    Charset charset = path.name().isUtf8() ? UTF_8 : ISO_8859_1;
    String name = new String(bytes, charset);
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches() || matcher.start(group) < 0) {
      return Optional.empty();
    }
    String text = matcher.group(group);
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    String directory =
        path.directory().map(above -> new String(above.bytes(), ISO_8859_1) + "/").orElse("");
    Series series =
        new Series(
            directory + latin(name.substring(0, matcher.start(group)), charset),
            latin(name.substring(matcher.end(group)), charset));
    return Optional.of(new Place(series, Long.parseLong(text), text.length()));
  }

  private static String latin(String part, Charset charset) {
    return new String(part.getBytes(charset), ISO_8859_1);
  }
}
