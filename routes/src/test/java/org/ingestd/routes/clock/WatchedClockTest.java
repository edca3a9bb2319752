// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.clock;

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
  void aWallThatIsSetIsNoticedAtTheNextLookAndFollowedWhenToldTo(String by) {
    Duration step = Duration.parse(by);
    pass(Duration.ofSeconds(1));
    wall.tick(step);

    assertThat(clock.step()).isEqualTo(step);
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(wall.instant().minus(step));
    assertThat(clock.lastStep()).isEqualTo(Instant.MIN);

    clock.follow(step);
    Instant now = wall.instant();
    assertThat(clock.lastStep()).isEqualTo(now).isEqualTo(clock.instant());
    assertThat(clock.step()).isEqualTo(Duration.ZERO);
    pass(Duration.ofHours(1));
    clock.instant();
    assertThat(clock.lastStep()).isEqualTo(now);
  }

  @Test
  void aStepThatComesMeanwhileIsFollowedNextTime() {
    wall.tick(Duration.ofHours(1));
    Duration first = clock.step();
    wall.tick(Duration.ofDays(400));
    clock.follow(first);

    assertThat(clock.step()).isEqualTo(Duration.ofDays(400));
    assertThat(clock.instant()).isEqualTo(wall.instant().minus(Duration.ofDays(400)));
  }

  @Test
  void aMachineThatSleptIsNoticed() {
    wall.tick(Duration.ofHours(8));

    assertThat(clock.step()).isEqualTo(Duration.ofHours(8));
  }

  @Test
  void slewingIsNoStepHoweverLongItLasts() {
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofSeconds(60));
      wall.tick(Duration.ofMillis(30));
      clock.instant();
    }

    assertThat(clock.step()).isEqualTo(Duration.ZERO);
  }

  @Test
  void toAndFroIsNoStepInTheEnd() {
    wall.tick(Duration.ofDays(400));
    clock.instant();
    wall.tick(Duration.ofDays(-400));
    clock.instant();

    assertThat(clock.step()).isEqualTo(Duration.ZERO);
  }

  @Test
  void theSteadyClockGoesOnWhateverTheWallShows() {
    Instant begin = clock.steady().instant();
    pass(Duration.ofSeconds(5));
    wall.tick(Duration.ofDays(400));

    assertThat(begin).isEqualTo(Instant.parse("2026-01-21T23:00:00Z"));
    assertThat(clock.steady().instant()).isEqualTo(begin.plusSeconds(5));
    assertThat(clock.steady().withZone(java.time.ZoneId.of("Atlantic/Canary")).instant())
        .isEqualTo(begin.plusSeconds(5));
  }

  @Test
  void aTrustedClockNeverSteps() {
    WatchedClock trusting = WatchedClock.trusting(wall);
    wall.tick(Duration.ofDays(400));

    trusting.instant();

    assertThat(trusting.step()).isEqualTo(Duration.ZERO);
  }
}
