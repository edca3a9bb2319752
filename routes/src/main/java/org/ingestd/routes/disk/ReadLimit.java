// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps reading below a rate, so that acquisition is never starved. At most a tenth of a second's
 * bytes are saved up while nothing is read. Thread-safe; readers wait in turn.
 */
public final class ReadLimit {

  /** How waiting is done. */
  @FunctionalInterface
  public interface Waiter {
    void pause(Duration duration) throws InterruptedException;
  }

  private static final Duration SAVED_UP = Duration.ofMillis(100);

  private final long bytesPerSecond;
  private final Clock clock;
  private final Waiter waiter;

  /** Until then all bytes that were let through are paid for. */
  private Instant paidUntil = Instant.MIN;

  /**
   * @param bytesPerSecond 0: no limit
   */
  public ReadLimit(long bytesPerSecond, Clock clock, Waiter waiter) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.waiter = waiter;
  }

  /** Waits until so many bytes more may be read. Returns early when interrupted. */
  public void take(long bytes) {
    if (bytesPerSecond == 0) {
      return;
    }
    Duration wait = book(bytes);
    if (!wait.isNegative() && !wait.isZero()) {
      try {
        waiter.pause(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Duration book(long bytes) {
    Instant now = clock.instant();
    Instant from = now.minus(SAVED_UP);
    Instant begin = paidUntil.isAfter(from) ? paidUntil : from;
    paidUntil = begin.plusNanos((long) (bytes * 1e9 / bytesPerSecond));
    return Duration.between(now, begin);
  }
}
