// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that costs work, given again for a while. Who asks while somebody else's question is
 * being worked on gets the same answer. Thread-safe.
 */
final class Fresh<T> implements Supplier<T> {

  private final Supplier<T> work;
  private final Duration good;
  private final InstantSource clock;
  private @Nullable T answer;
  private Instant from = Instant.MIN;

  /**
   * @param good for how long an answer is given again
   */
  Fresh(Supplier<T> work, Duration good, InstantSource clock) {
    this.work = work;
    this.good = good;
    this.clock = clock;
  }

  @Override
  public synchronized T get() {
    T known = answer;
    Instant now = clock.instant();
    boolean isGood = !now.isBefore(from) && now.isBefore(from.plus(good));
    if (known != null && isGood) {
      return known;
    }
    T found = work.get();
    answer = found;
    from = clock.instant();
    return found;
  }
}
