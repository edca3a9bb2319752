// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.ingestd.routes.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WatchedClockTest {

  private final SettableClock wall = new SettableClock(Instant.parse("2026-01-21T23:00:00Z"));
  private long steady = 17;
  private final WatchedClock clock = WatchedClock.of(wall, () -> steady);

  private void pass(Duration time) {
    wall.tick(time);
    steady += time.toNanos();
  }

  @Test
  void timeThatPassesIsNoStep() {
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofDays(i));
      assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    assertThat(clock.lastStep()).isEqualTo(Instant.MIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "P400D", "-P20000D", "PT3S"})
  void aWallThatIsSetIsNoticedAtTheNextLook(String by) {
    pass(Duration.ofSeconds(1));
    wall.tick(Duration.parse(by));

    Instant now = clock.instant();

    assertThat(clock.lastStep()).isEqualTo(now).isEqualTo(wall.instant());
    pass(Duration.ofHours(1));
    clock.instant();
    assertThat(clock.lastStep()).isEqualTo(now);
  }

  @Test
  void aMachineThatSleptIsNoticed() {
    wall.tick(Duration.ofHours(8));

    clock.instant();

    assertThat(clock.lastStep()).isEqualTo(wall.instant());
  }

  @Test
  void slewingIsNoStepHoweverLongItLasts() {
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofSeconds(60));
      wall.tick(Duration.ofMillis(30));
      clock.instant();
    }

    assertThat(clock.lastStep()).isEqualTo(Instant.MIN);
  }

  @Test
  void aTrustedClockNeverSteps() {
    WatchedClock trusting = WatchedClock.trusting(wall);
    wall.tick(Duration.ofDays(400));

    trusting.instant();

    assertThat(trusting.lastStep()).isEqualTo(Instant.MIN);
  }
}
