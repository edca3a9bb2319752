// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves on only when somebody waits; remembers the waits and runs a hook at each. */
final class TickingClock extends Clock implements Waiter {

  static final Instant START = Instant.parse("2026-01-21T20:00:00Z");

  final List<Duration> waits = new ArrayList<>();
  Runnable hook = () -> {};
  private Instant now = START;

  @Override
  public void pause(Duration time) {
    waits.add(time);
    now = now.plus(time);
    hook.run();
  }

  Duration passed() {
    return Duration.between(START, now);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
