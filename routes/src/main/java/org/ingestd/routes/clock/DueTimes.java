// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.clock;

import java.time.Duration;
import java.time.Instant;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Rescheduling;

/**
 * Sees to it that the journal's due times mean what they meant when they were written. They are
 * times of the wall's clock, as people read them: when that is set, all of them move by as much,
 * before anything is claimed by the new time. What was written by a clock that was wrong and mended
 * between two runs, or beside the move, is found by being due later than anything ever is.
 * Thread-safe.
 */
public final class DueTimes {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final Journal journal;
  private final WatchedClock clock;
  private final Duration longest;
  private Instant nextLook = Instant.MIN;

  /**
   * @param longest no file is put off for longer on its way to SAFE
   */
  public DueTimes(Journal journal, WatchedClock clock, Duration longest) {
    this.journal = journal;
    this.clock = clock;
    this.longest = longest;
  }

  /**
   * The time by which files are claimed now.
   *
   * @throws org.ingestd.journal.JournalException if due times should move and cannot; the next call
   *     tries again
   */
  public synchronized Instant now() {
    Duration step = clock.step();
    Instant passed = clock.steady().instant();
    if (!step.isZero() || !passed.isBefore(nextLook)) {
      journal.reschedule(new Rescheduling(step, clock.instant().plus(step), longest));
      nextLook = passed.plus(BETWEEN_LOOKS);
    }
    if (!step.isZero()) {
      clock.follow(step);
    }
    return clock.instant();
  }

  /** For waits that no set clock changes. */
  public WatchedClock clock() {
    return clock;
  }
}
