// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How many files belong to a night, of all sources together; only files that were read, since a
 * file's night is decided then.
 *
 * @param night {@code YYYYMMDD}
 */
public record NightTotal(String night, long files) {

  /** The last night that can have begun anywhere by now: later ones are mistakes in names. */
  public static String latest(Instant now) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(
        now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1));
  }
}
