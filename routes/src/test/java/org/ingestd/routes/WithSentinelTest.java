// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.steps.custody.Recheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is on the right disk alone decides whether registered files are believed lost. */
class WithSentinelTest {

  private static final int FILES = 12;

  @TempDir Path home;
  private Stepping steps;
  private Path sentinel;

  @BeforeEach
  void register() throws Exception {
    steps = new Stepping(home, given -> given.sentinel(".here")).learnRse();
    sentinel = steps.here.write(".here", "");
    for (int i = 0; i < FILES; i++) {
      steps.here.write("f" + i, "content");
      steps.sight("f" + i);
    }
    steps.takeUpTo(DIGESTED);
    mustAllBe(REGISTERED);
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private void mustAllBe(FileState state) {
    assertThat(steps.here.files())
        .hasSize(FILES)
        .extracting(JournalFile::state)
        .containsOnly(state);
  }

  private Recheck.Swept sweep() {
    return steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
  }

  private void removeAll() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Files.delete(steps.here.data.resolve("f" + i));
    }
  }

  @Test
  void withoutItNoneIsLost() throws IOException {
    removeAll();
    Files.delete(sentinel);

    assertThat(sweep().why()).contains("its sentinel .here is not there");

    mustAllBe(REGISTERED);
  }

  @Test
  void withItAllMayWellBeLost() throws IOException {
    removeAll();

    assertThat(sweep().why()).isEmpty();

    mustAllBe(QUARANTINED);
    assertThat(steps.here.files())
        .allMatch(f -> f.retry().problem() == ProblemCode.LOST_AFTER_REGISTRATION);
  }

  /** An older copy of the disk has files of the same names. */
  @Test
  void withoutItNoneIsReplacedEitherWhenItWouldBecomeSafe() throws IOException {
    steps.here.catalogue.quiesce();
    steps.tick(Duration.ofMinutes(6)).take(REGISTERED);
    mustAllBe(PROTECTED);
    removeAll();
    for (int i = 0; i < FILES; i++) {
      steps.here.write("f" + i, "of last year");
    }
    Files.delete(sentinel);

    steps.tick(Duration.ofMinutes(6)).take(PROTECTED);

    mustAllBe(PROTECTED);
    assertThat(steps.here.files()).allMatch(f -> f.retry().problem() == ProblemCode.SOURCE_OFFLINE);
  }
}
