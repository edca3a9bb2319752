// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.rse.NamingSettings.Night;
import org.jspecify.annotations.Nullable;

/**
 * A date or time as instruments write it into file names.
 *
 * @param moment without it, the date names the night as it stands
 */
record GroupTime(LocalDate date, Optional<Instant> moment) {

  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          """
          (\\d{4}) ([-_.:]?) (\\d{2}) \\2 (\\d{2})
          (?: [T_\\s.-]? (\\d{2}) [-_:.h]? (\\d{2})
            (?: [-_:.m]? (\\d{2}) (?: [.,_](\\d{1,9})\\d* )? )?
            (Z | [+-]\\d{2} :? (?:\\d{2})? )?
          )?""",
          Pattern.COMMENTS);
  private static final int LEAP_SECOND = 60;

  /** Before the year 2000, FITS had day, month and year of the century. */
  private static final Pattern OLD_CARD = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{2})");

  /** As it stands in the header card DATE-OBS. */
  static Optional<GroupTime> ofCard(String text) {
    Matcher old = OLD_CARD.matcher(text.strip());
    return old.matches()
        ? parse("19" + old.group(3) + "-" + old.group(2) + "-" + old.group(1))
        : parse(text.strip());
  }

  /** Empty if the text is no date, or one that the calendar does not have. */
  static Optional<GroupTime> parse(String text) {
    Matcher matcher = DATE_AND_TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate date =
          LocalDate.of(
              number(matcher.group(1)), number(matcher.group(3)), number(matcher.group(4)));
      return Optional.of(new GroupTime(date, moment(date, matcher)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A time without a zone is UTC, as FITS has it for DATE-OBS. */
  private static Optional<Instant> moment(LocalDate date, Matcher matcher) {
    if (matcher.group(5) == null) {
      return Optional.empty();
    }
    int second = number(matcher.group(7));
    LocalTime time =
        LocalTime.of(
            number(matcher.group(5)),
            number(matcher.group(6)),
            second == LEAP_SECOND ? LEAP_SECOND - 1 : second);
    ZoneOffset offset =
        Optional.ofNullable(matcher.group(9)).map(ZoneOffset::of).orElse(ZoneOffset.UTC);
    return Optional.of(date.atTime(time).toInstant(offset));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  String night(Night night) {
    return moment.map(night::of).orElseGet(() -> Night.of(date));
  }
}
