// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The wall's clock, held against one that nobody sets. Wall clocks are stepped: by NTP after a
 * start with a flat battery, by hand, by a machine that slept. A step that was noticed is not told
 * at once: this clock goes on as if nobody had set it until {@link #follow}, so that whoever keeps
 * times moves them before anybody writes one by the new time. Whoever measures a time between two
 * looks asks {@link #lastStep} and begins anew, or measures it by {@link #steady}. Thread-safe.
 */
public final class WatchedClock extends Clock {

  /** NTP steps what is off by more than 0.128 s and slews the rest; a busy host is late by more. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Clock wall;
  private final LongSupplier steadyNanos;
  private final Clock steady;
  private Instant lastWall;
  private long lastSteady;
  private Instant lastStep = Instant.MIN;
  private Duration step = Duration.ZERO;

  private WatchedClock(Clock wall, LongSupplier steadyNanos) {
    this.wall = wall;
    this.steadyNanos = steadyNanos;
    this.lastWall = wall.instant();
    this.lastSteady = steadyNanos.getAsLong();
    this.steady = new SteadyClock(lastWall, steadyNanos, wall.getZone());
  }

  /**
   * @param steadyNanos only ever grows, with the seconds that pass, e.g. {@code System::nanoTime}
   */
  public static WatchedClock of(Clock wall, LongSupplier steadyNanos) {
    return new WatchedClock(wall, steadyNanos);
  }

  /** For a clock that nobody steps, e.g. a test's: it is its own witness. */
  public static WatchedClock trusting(Clock clock) {
    return new WatchedClock(clock, () -> clock.instant().toEpochMilli() * 1_000_000);
  }

  @Override
  public synchronized Instant instant() {
    Instant now = wall.instant();
    long steady = steadyNanos.getAsLong();
    Duration off = Duration.between(lastWall, now).minusNanos(steady - lastSteady);
    if (off.abs().compareTo(TOLERANCE) > 0) {
      step = step.plus(off);
    }
    lastWall = now;
    lastSteady = steady;
    return now.minus(step);
  }

  /**
   * By how much the wall was set since this clock followed it: more than zero if forward. The steps
   * of a wall that is set to and fro add up.
   */
  public synchronized Duration step() {
    Instant unused = instant();
    return step;
  }

  /** From now on this clock shows what the wall shows, but for steps that were noticed since. */
  public synchronized void follow(Duration noticed) {
    step = step.minus(noticed);
    lastStep = instant();
  }

  /** The new time just after the last step that was followed; {@link Instant#MIN}: none was. */
  public synchronized Instant lastStep() {
    return lastStep;
  }

  /** The wall's time at the start and what has passed since; nobody sets it. */
  public Clock steady() {
    return steady;
  }

  @Override
  public ZoneId getZone() {
    return wall.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new WatchedClock(wall.withZone(zone), steadyNanos);
  }
}
