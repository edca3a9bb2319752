// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * One end of a replay's span, in one of two kinds: a moment is compared with the time at which a
 * file was last written, a night with the night that the file's name (or else that time) gives it.
 */
public sealed interface ReplayTime {

  /**
   * A point in time. As a beginning it belongs to the span, as an end it does not.
   *
   * @param instant UTC
   */
  record Moment(Instant instant) implements ReplayTime {
    @Override
    public String toString() {
      return instant.toString();
    }
  }

  /**
   * A night of the source's own calendar. It belongs to the span, as a beginning and as an end.
   *
   * @param evening the date of its evening
   */
  record Night(LocalDate evening) implements ReplayTime {
    @Override
    public String toString() {
      return evening.toString();
    }
  }

  /**
   * What was printed of one, or an operator wrote: {@code 2026-11-01T12:00:00Z} (RFC 3339, with any
   * offset) or {@code 2026-11-01}.
   *
   * @throws IllegalArgumentException quoting the text and what is allowed
   */
  static ReplayTime parse(String text) {
    try {
      return text.contains("T")
          ? new Moment(OffsetDateTime.parse(text).toInstant())
          : new Night(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no time; write 2026-11-01T12:00:00Z, or 2026-11-01 for the night that begins"
              + " on that day",
          e);
    }
  }
}
