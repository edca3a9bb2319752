// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of files that grow at the same time, with pauses from a second to twice the quiet time.
 */
class SlowWritersTest {

  private static final Duration QUIET = Duration.ofSeconds(30);
  @TempDir Path home;

  private static final class Writer {
    private final Path file;
    private int left;
    private int pause;
    private int longest;

    private Writer(Path file, int appends) {
      this.file = file;
      this.left = appends;
    }

    private void tick(Random random) throws IOException {
      if (left > 0 && --pause <= 0) {
        Files.writeString(file, "more", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        left--;
        pause = 1 + random.nextInt(2 * (int) QUIET.toSeconds());
        longest = left > 0 ? Math.max(longest, pause) : longest;
      }
    }
  }

  /** Only a pause longer than the quiet time can deceive, and then that is told. */
  @Test
  void noneIsRegisteredBeforeItsEndUnlessItPausedTooLongAndThenThatIsTold() throws Exception {
    grow(30, 5);
  }

  @Test
  @Tag("slow")
  void norIsAnyOfHundreds() throws Exception {
    grow(300, 12);
  }

  private void grow(int files, int appends) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Stepping steps = new Stepping(home, given -> given.quiet(QUIET)).learnRse()) {
      steps.here.catalogue.daemons().pause();
      List<Writer> writers = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        writers.add(new Writer(steps.here.data.resolve("f" + i), appends));
      }
      while (writers.stream().anyMatch(writer -> writer.left > 0)) {
        for (Writer writer : writers) {
          writer.tick(random);
        }
        scan(steps, writers, random);
        steps.tick(Duration.ofSeconds(1)).takeUpTo(DIGESTED);
      }
      for (int i = 0; i < 2; i++) {
        scan(steps, writers, random);
        steps.tick(QUIET.plusSeconds(2)).takeUpTo(DIGESTED);
      }
      steps.workshop.recheck().sweep(steps.workshop.bench().sources().named("lst1"), true);
      for (Writer writer : writers) {
        mustBeRight(steps.here.file(writer.file.getFileName().toString()), writer, seed);
      }
    }
  }

  /** Now and then a scan sees a file. */
  private static void scan(Stepping steps, List<Writer> writers, Random random) throws IOException {
    for (Writer writer : writers) {
      if (Files.exists(writer.file) && random.nextInt(10) == 0) {
        steps.sight(writer.file.getFileName().toString());
      }
    }
  }

  private static void mustBeRight(JournalFile file, Writer writer, long seed) throws IOException {
    String which = file.key().path() + " with seed " + seed;
    if (file.state() == QUARANTINED) {
      assertThat(file.retry().problem())
          .as(which)
          .isEqualTo(ProblemCode.CHANGED_AFTER_REGISTRATION);
      assertThat((long) writer.longest).as(which).isGreaterThan(QUIET.toSeconds());
    } else {
      assertThat(file.state()).as(which).isEqualTo(REGISTERED);
      assertThat(file.size()).as(which).isEqualTo(Files.size(writer.file));
    }
  }
}
