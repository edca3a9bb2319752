// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ingestd.journal.life.JournalFile;

/**
 * When a SAFE file's copies are looked for again: after five minutes, then each time after as long
 * as it has been SAFE, but once a week at least. So a file costs about eight looks on its first day
 * and one a week for ever. Whole minutes, so that files come in batches.
 */
final class SafetyTimes {

  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(7);

  private SafetyTimes() {}

  static Instant first(Instant now) {
    return after(now, FIRST);
  }

  static Instant next(Instant now, JournalFile file) {
    Duration age = Duration.between(file.standing().since(), now);
    Duration atLeast = age.compareTo(FIRST) < 0 ? FIRST : age;
    return after(now, atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast);
  }

  private static Instant after(Instant now, Duration pause) {
    return now.plus(pause).truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
  }
}
