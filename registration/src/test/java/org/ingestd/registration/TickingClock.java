// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.ingestd.registration.rest.Surroundings.Waiting;

/** A clock that goes when it is told to, or when somebody waits. */
final class TickingClock extends Clock implements Waiting {

  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2026-11-22T20:00:00Z").toEpochMilli());
  private final AtomicLong set = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  void tick(Duration length) {
    millis.addAndGet(length.toMillis());
  }

  /** Somebody sets the clock on the wall; no time passes. */
  void setWall(Duration by) {
    set.addAndGet(by.toMillis());
  }

  /** The clock on the wall. */
  Clock wall() {
    return new Clock() {
      @Override
      public Instant instant() {
        return TickingClock.this.instant().plusMillis(set.get());
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public void pause(Duration length) {
    pauses.add(length);
    tick(length);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
