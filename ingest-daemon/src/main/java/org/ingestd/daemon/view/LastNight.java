// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.journal.outlook.NightTotal;
import org.jspecify.annotations.Nullable;

/**
 * The newest night that files are known of.
 *
 * @param night {@code YYYYMMDD}
 * @param files that belong to it, of all sources; those not read yet are none of them
 * @param expected null if nothing is, or it is not known what
 * @param missing how many of the expected ones have not arrived; null as {@code expected}
 * @param unknown why it is not known what is expected; null if it is, or nothing is
 */
public record LastNight(
    String night,
    long files,
    @Nullable Long expected,
    @Nullable Long missing,
    @Nullable String unknown) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_AND_YEAR =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  /** Nothing is expected of it. */
  public static LastNight of(NightTotal total) {
    return new LastNight(total.night(), total.files(), null, null, null);
  }

  public static LastNight expecting(NightTotal total, long expected, long missing) {
    return new LastNight(total.night(), total.files(), expected, missing, null);
  }

  public static LastNight unknown(NightTotal total, String why) {
    return new LastNight(total.night(), total.files(), null, null, why);
  }

  /** For people, with the year only if it is another than now; empty if it is no date. */
  Optional<String> text(Instant now) {
    try {
      LocalDate date = LocalDate.parse(night, DateTimeFormatter.BASIC_ISO_DATE);
      boolean thisYear = date.getYear() == now.atOffset(ZoneOffset.UTC).getYear();
      return Optional.of("the night of " + (thisYear ? DAY : DAY_AND_YEAR).format(date));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
