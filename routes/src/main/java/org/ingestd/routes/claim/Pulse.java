// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether a route still looks for work. A loop that is busy is alive however long it takes: a 450
 * GB file takes a quarter of an hour. Thread-safe.
 */
public final class Pulse {

  private final Clock clock;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile Instant last;

  Pulse(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  void beat() {
    last = clock.instant();
  }

  /** A batch is in hand. */
  void begin() {
    busy.incrementAndGet();
  }

  /** A batch is done. */
  void end() {
    beat();
    busy.decrementAndGet();
  }

  /** Nothing in hand, and no look at the journal for so long. */
  public boolean isDead(Duration after) {
    return busy.get() == 0 && last.plus(after).isBefore(clock.instant());
  }
}
