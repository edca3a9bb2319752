// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  private static final class TickingClock extends Clock {
    private Instant now = Samples.NOW;

    void tick(Duration step) {
      now = now.plus(step);
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

  private final TickingClock clock = new TickingClock();
  private final Repeats repeats = new Repeats(clock);

  @Test
  void tenThousandOfAKindAreTwoLines() {
    long lines = 0;
    for (int i = 0; i < 10_000; i++) {
      if (repeats.tell("away") > 0) {
        lines++;
      }
    }
    clock.tick(Duration.ofMinutes(1));

    assertThat(lines).isEqualTo(1);
    assertThat(repeats.tell("away")).isEqualTo(10_000);
  }

  @Test
  void anotherKindIsToldAtOnce() {
    assertThat(repeats.tell("away")).isEqualTo(1);
    assertThat(repeats.tell("refused")).isEqualTo(1);
    assertThat(repeats.tell("away")).isZero();
  }
}
