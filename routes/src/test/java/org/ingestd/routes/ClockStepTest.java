// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.ingestd.journal.life.FileState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clock that is set ends no quiet time, as a file may still be written to, and makes none wait.
 */
final class ClockStepTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void sight() throws IOException {
    steps = new Stepping(home, given -> given.quiet(Duration.ofSeconds(30)));
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private FileState after(Duration time) {
    steps.tick(time).take(SIGHTED);
    return steps.here.file("a.fits").state();
  }

  @Test
  void withoutAStepTheFileSettlesAfterItsQuietTime() {
    assertThat(after(Duration.ofSeconds(29))).isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(2))).isEqualTo(SETTLED);
  }

  @Test
  void anHourForwardIsNoHourOfQuiet() {
    after(Duration.ofSeconds(10));
    steps.setWall(HOUR);

    assertThat(after(Duration.ofSeconds(1))).isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(28))).isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(2))).isEqualTo(SETTLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-400D"})
  void backwardEndsNothingEarlyAndKeepsNothingWaiting(String by) {
    after(Duration.ofSeconds(10));
    steps.setWall(Duration.parse(by));

    assertThat(after(Duration.ofSeconds(1))).as("its quiet time starts again").isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(28))).isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(31))).isEqualTo(SETTLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-400D", "PT1H", "P400D"})
  void aFileThatWaitsForItsCopiesGoesOnWhateverTheWallShows(String by) throws Exception {
    steps.learnRse();
    after(Duration.ofSeconds(31));
    steps.takeUpTo(PROTECTED);
    steps.take(PROTECTED);
    steps.setWall(Duration.parse(by));

    Set<FileState> seen = EnumSet.noneOf(FileState.class);
    for (int second = 0; second < 120 && !seen.contains(SAFE); second++) {
      steps.here.catalogue.quiesce();
      steps.tick(Duration.ofSeconds(1)).takeUpTo(PROTECTED);
      seen.add(steps.here.file("a.fits").state());
    }

    assertThat(seen).contains(SAFE);
  }
}
