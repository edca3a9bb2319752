// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.routes.SettableClock;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DueTimesTest {

  private static final Duration LONGEST = Duration.ofHours(1);

  private final SettableClock wall = new SettableClock(Instant.parse("2026-01-21T23:00:00Z"));
  private final Journal journal = new MemoryJournal(1L << 30, wall, LifeCycleListener.NONE);
  private long steady = 17;
  private DueTimes times = run();

  /** As a start of the daemon. */
  private DueTimes run() {
    return new DueTimes(journal, WatchedClock.of(wall, () -> steady), LONGEST);
  }

  private void pass(Duration time) {
    wall.tick(time);
    steady += time.toNanos();
  }

  private void sight(String path, Instant due) {
    FileKey key = new FileKey("lst1", RawPath.of(path));
    FileStamp stamp = new FileStamp(1, path.hashCode(), 10, 0, 0);
    journal.sight(List.of(new Sighting(key, stamp, Lane.LIVE, null, due, false)));
  }

  private List<String> due() {
    Claim claim = new Claim(FileState.SIGHTED, Lane.LIVE, SizeClass.ANY, times.now(), 100);
    return journal.claim(claim, Set.of()).stream().map(file -> file.key().path().text()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "P400D", "P-400D", "PT-10S"})
  void aPauseLastsAsLongAsItWould(String by) {
    sight("a", wall.instant().plusSeconds(60));
    pass(Duration.ofSeconds(30));
    wall.tick(Duration.parse(by));

    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(29));
    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(due()).containsExactly("a");
  }

  @Test
  void aClockThatIsSetToAndFroMovesNothingInTheEnd() {
    sight("a", wall.instant().plusSeconds(60));
    for (int day : new int[] {400, -400, 1, -1}) {
      wall.tick(Duration.ofDays(day));
      assertThat(due()).isEmpty();
    }

    assertThat(journal.file(1).orElseThrow().retry().due())
        .isEqualTo(wall.instant().plusSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "P400D", "P-400D"})
  void aPauseThatBeginsWhileAStepIsNoticedButNotYetFollowedIsMovedOnce(String by) {
    pass(Duration.ofSeconds(30));
    wall.tick(Duration.parse(by));
    sight("a", times.clock().instant().plusSeconds(60));

    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(59));
    assertThat(due()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(due()).containsExactly("a");
  }

  @Test
  void whatARunWithAClockFarAheadHasPutOffIsDueAtTheNextStart() {
    wall.tick(Duration.ofDays(400));
    times = run();
    sight("a", wall.instant().plusSeconds(60));
    assertThat(due()).isEmpty();
    wall.tick(Duration.ofDays(-400));

    times = run();

    assertThat(due()).containsExactly("a");
  }

  @Test
  void anOutcomeThatWasReckonedBeforeTheStepAndWrittenAfterItIsFoundSoon() {
    assertThat(due()).isEmpty();
    Instant before = wall.instant();
    wall.tick(Duration.ofHours(-5));
    assertThat(due()).isEmpty();
    sight("a", before.plusSeconds(2));

    assertThat(due()).isEmpty();
    pass(Duration.ofMinutes(1));

    assertThat(due()).containsExactly("a");
  }

  @Test
  void aPauseThatTheConfigurationAllowsIsLeftAlone() {
    sight("a", wall.instant().plus(LONGEST));

    for (int minute = 0; minute < 59; minute++) {
      pass(Duration.ofMinutes(1));
      assertThat(due()).isEmpty();
    }
    pass(Duration.ofMinutes(1));
    assertThat(due()).containsExactly("a");
  }
}
