// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;

/**
 * Whether live files come, over all steps; and whose turn it is among the batches of backlog, which
 * go in single file meanwhile. Live files wait for the same processors, disk and journal, so each
 * batch of backlog beside them makes them wait longer. Thread-safe.
 */
final class LiveTraffic {

  /** An instrument that writes a file a second counts as one that writes. */
  static final Duration FLOWS = Duration.ofSeconds(2);

  private final Clock steady;
  private final Semaphore turns = new Semaphore(1, true);
  private volatile Instant last = Instant.MIN;

  /**
   * @param steady a clock that nobody sets
   */
  LiveTraffic(Clock steady) {
    this.steady = steady;
  }

  /** A step was given these. */
  void given(List<JournalFile> batch) {
    if (batch.stream().anyMatch(file -> file.standing().lane() == Lane.LIVE)) {
      last = steady.instant();
    }
  }

  boolean flows() {
    return last.plus(FLOWS).isAfter(steady.instant());
  }

  /**
   * Waits for a turn in the order of asking.
   *
   * @return false if none was had in that time; else {@link #end} follows
   */
  boolean begin(Duration atMost) throws InterruptedException {
    return turns.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void end() {
    turns.release();
  }
}
