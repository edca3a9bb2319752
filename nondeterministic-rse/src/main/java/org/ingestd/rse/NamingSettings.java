// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a source's files are named; see design: naming.
 *
 * @param pattern matched against the whole file name; without it there are no groups
 * @param scope template of the scope
 * @param did template of the DID name
 * @param dataset template of the dataset's name in the same scope; without it, rules are made on
 *     each file
 */
public record NamingSettings(
    Optional<Pattern> pattern,
    String scope,
    String did,
    Optional<String> dataset,
    Night night,
    Escape escape) {

  /**
   * Whose calendar says which night a file belongs to.
   *
   * @param noonToNoon a night lasts from noon to noon by the clock on the wall and has the date of
   *     its evening; otherwise it is the calendar day
   */
  public record Night(ZoneId zone, boolean noonToNoon) {

    private static final int NOON = 12;

    /** The night of a moment, {@code YYYYMMDD}. */
    public String of(Instant moment) {
      ZonedDateTime local = moment.atZone(zone);
      LocalDate day = local.toLocalDate();
      return of(noonToNoon && local.getHour() < NOON ? day.minusDays(1) : day);
    }

    /**
     * When a night is over.
     *
     * @param night {@code YYYYMMDD}
     * @throws java.time.format.DateTimeParseException if it is none
     */
    public Instant end(String night) {
      LocalDate next = LocalDate.parse(night, DateTimeFormatter.BASIC_ISO_DATE).plusDays(1);
      return next.atTime(noonToNoon ? NOON : 0, 0).atZone(zone).toInstant();
    }

    /**
     * Asked for each file, so without the formatter where its digits are just four, two and two.
     */
    static String of(LocalDate evening) {
      int year = evening.getYear();
      return year >= 1000 && year <= 9999
          ? String.valueOf((year * 100 + evening.getMonthValue()) * 100 + evening.getDayOfMonth())
          : DateTimeFormatter.BASIC_ISO_DATE.format(evening);
    }
  }

  /** What becomes of bytes that Rucio refuses. */
  public enum Escape {
    /** Written as {@code _xHH}, reversibly. */
    HEX,
    /** The file is refused. */
    REFUSE
  }
}
