// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The wall's time at the start, and what has passed since: for waits and for answers that are
 * trusted for a while, which nobody who sets the wall's clock may lengthen or shorten. Its times
 * mean nothing to others and are neither shown nor kept. Thread-safe.
 */
final class SteadyClock extends Clock {

  private final Instant begin;
  private final long beginNanos;
  private final LongSupplier steadyNanos;
  private final ZoneId zone;

  /**
   * @param steadyNanos only ever grows, with the seconds that pass
   */
  SteadyClock(Instant begin, LongSupplier steadyNanos, ZoneId zone) {
    this(begin, steadyNanos.getAsLong(), steadyNanos, zone);
  }

  private SteadyClock(Instant begin, long beginNanos, LongSupplier steadyNanos, ZoneId zone) {
    this.begin = begin;
    this.beginNanos = beginNanos;
    this.steadyNanos = steadyNanos;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(steadyNanos.getAsLong() - beginNanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(begin, beginNanos, steadyNanos, other);
  }
}
