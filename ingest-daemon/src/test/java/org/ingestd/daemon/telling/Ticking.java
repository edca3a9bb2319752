// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is moved by hand; begins at {@link Samples#NOW}. */
public class Ticking extends Clock {

  private Instant now = Samples.NOW;

  public void tick(Duration time) {
    now = now.plus(time);
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
    return this;
  }
}
