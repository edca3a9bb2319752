// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.LARGE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work on the durable journal and on its model; both must say the same at every moment. */
final class RandomJournalTest {

  private final ManualClock clock = new ManualClock();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void bothJournalsSayTheSameAfterEveryStep(long seed, @TempDir Path state) {
    run(seed, state, 120);
  }

  @Test
  @Tag("slow")
  @DisplayName("long and with a new seed each time")
  void bothJournalsSayTheSameForLong(@TempDir Path state) {
    run(System.nanoTime(), state, 5_000);
  }

  private void run(long seed, Path state, int steps) {
    Told modelTold = new Told();
    Told told = new Told();
    MemoryJournal model = new MemoryJournal(LARGE, clock, modelTold);
    Journal journal = SqliteJournal.open(state, LARGE, clock, told);
    RandomWork work = new RandomWork(new Random(seed), model);
    try {
      for (int step = 0; step < steps; step++) {
        String where = "seed " + seed + ", step " + step;
        clock.tick(Duration.ofMillis(work.upTo(5_000)));
        RandomWork.Step next = work.step(clock.instant());
        assertThat(next.on(journal)).as(where + ": " + next).isEqualTo(next.on(model));
        compare(where, journal, model);
        if (work.upTo(25) == 0) {
          journal.close();
          assertThat(moves(told)).as(where).isEqualTo(moves(modelTold));
          journal = SqliteJournal.open(state, LARGE, clock, told);
          compare(where + ", opened again", journal, model);
        }
      }
      assertThat(journal.check()).as("seed " + seed).isEmpty();
    } finally {
      journal.close();
    }
  }

  private static List<String> moves(Told told) {
    return told.lines.stream().filter(line -> !line.startsWith("committed")).toList();
  }

  private void compare(String where, Journal journal, Journal model) {
    List<JournalFile> files = model.files(QuestionContract.all());
    assertThat(journal.files(QuestionContract.all())).as(where).isEqualTo(files);
    assertThat(journal.census()).as(where).isEqualTo(model.census());
    for (JournalFile file : files) {
      assertThat(journal.history(file.id())).as(where).isEqualTo(model.history(file.id()));
      assertThat(journal.replicas(file.id())).as(where).isEqualTo(model.replicas(file.id()));
      assertThat(journal.metadata(file.id())).as(where).isEqualTo(model.metadata(file.id()));
    }
    assertThat(journal.metadataToWrite(clock.instant(), 5))
        .as(where)
        .isEqualTo(model.metadataToWrite(clock.instant(), 5));
    compareClaims(where, journal, model);
  }

  private void compareClaims(String where, Journal journal, Journal model) {
    Instant now = clock.instant();
    for (FileState state : FileState.values()) {
      for (SizeClass size : SizeClass.values()) {
        Claim claim = new Claim(state, Lane.LIVE, size, now, 7);
        List<JournalFile> due = model.claim(claim, Set.of());
        assertThat(journal.claim(claim, Set.of())).as(where).isEqualTo(due);
        Set<Long> some = new HashSet<>();
        new ArrayList<>(due).stream().limit(2).forEach(file -> some.add(file.id()));
        assertThat(journal.claim(claim, some)).as(where).isEqualTo(model.claim(claim, some));
      }
    }
  }
}
