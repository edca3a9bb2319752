// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Time and stopping for one run. Waits in short slices, so that a stop is heard soon; once stopped
 * it waits no more and everything begun ends at once.
 */
final class Tempo {

  private static final Duration SLICE = Duration.ofMillis(50);

  private final Clock clock;
  private final Waiter waiter;
  private volatile boolean stopped;

  Tempo(Clock clock, Waiter waiter) {
    this.clock = clock;
    this.waiter = waiter;
  }

  Instant now() {
    return clock.instant();
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Waits as long, or until stopped. An interrupt is a stop, and stays set on the thread. */
  void pause(Duration time) {
    Instant end = now().plus(time);
    for (Duration left = time; isPositive(left) && !stopped; left = Duration.between(now(), end)) {
      try {
        waiter.pause(left.compareTo(SLICE) < 0 ? left : SLICE);
      } catch (InterruptedException e) {
        stopped = true;
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isPositive(Duration time) {
    return !time.isNegative() && !time.isZero();
  }
}
