// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.ingestd.routes.SettableClock;
import org.junit.jupiter.api.Test;

class ReadLimitTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T20:00:00Z"));

  @Test
  void keepsTheRateOverAThousandBlocks() {
    ReadLimit limit = new ReadLimit(1_000_000, clock, clock::tick);
    Instant begin = clock.instant();

    for (int i = 0; i < 1000; i++) {
      limit.take(10_000);
    }

    double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    assertThat(seconds).isCloseTo(10, within(0.2));
  }

  @Test
  void aPauseIsNotSavedUpForABurst() {
    ReadLimit limit = new ReadLimit(1_000_000, clock, clock::tick);
    clock.tick(Duration.ofHours(1));
    Instant begin = clock.instant();

    limit.take(1_000_000);
    limit.take(1_000_000);

    assertThat(Duration.between(begin, clock.instant())).isGreaterThan(Duration.ofMillis(800));
  }

  @Test
  void noLimitNeverWaits() {
    ReadLimit limit =
        new ReadLimit(
            0,
            clock,
            pause -> {
              throw new AssertionError("waited");
            });

    limit.take(Long.MAX_VALUE);

    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T20:00:00Z"));
  }
}
