// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is set ends no quiet time: a file may still be written to. */
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

  @Test
  void anHourBackwardEndsNothingEarly() {
    after(Duration.ofSeconds(10));
    steps.setWall(HOUR.negated());

    assertThat(after(Duration.ofSeconds(25))).isEqualTo(SIGHTED);
    assertThat(after(HOUR)).as("the step is noticed only now").isEqualTo(SIGHTED);
    assertThat(after(Duration.ofSeconds(31))).isEqualTo(SETTLED);
  }
}
