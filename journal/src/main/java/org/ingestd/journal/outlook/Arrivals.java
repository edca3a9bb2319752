// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;

/**
 * What came into a source lately. A file counts once it is complete, as of the minute in which it
 * was last written; so what lay there before the daemon, or was written while it was away, is no
 * part of the last hour's rate. A file that is written again comes again.
 *
 * @param newest the file that was first seen last
 * @param sighted when that was
 * @param hour files that were last written within the last hour, and their bytes; never more than
 *     that
 */
public record Arrivals(JournalFile newest, Instant sighted, Sample.Amount hour) {

  /** How long is remembered what came. */
  public static final Duration SPAN = Duration.ofHours(1);

  /** The first minute that is wholly within the last hour. */
  public static Instant since(Instant now) {
    Instant begin = now.minus(SPAN);
    Instant minute = begin.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(begin) ? minute : minute.plus(1, ChronoUnit.MINUTES);
  }

  /**
   * The minute that a change counts for; empty if no file came by it, or not lately.
   *
   * @param from the state before; empty: it was first seen
   */
  public static Optional<Instant> minuteOf(Optional<FileState> from, JournalFile after) {
    if (after.state() != FileState.SETTLED || from.filter(FileState.SIGHTED::equals).isEmpty()) {
      return Optional.empty();
    }
    Instant now = after.standing().since();
    long millis = TimeUnit.NANOSECONDS.toMillis(after.stamp().lastTouchNanos());
    Instant written = Instant.ofEpochMilli(millis);
    Instant minute = (written.isAfter(now) ? now : written).truncatedTo(ChronoUnit.MINUTES);
    return minute.isBefore(since(now)) ? Optional.empty() : Optional.of(minute);
  }
}
