// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.LARGE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.ManualClock;
import org.ingestd.journal.Told;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.journal.sqlite.SqliteJournal;

/** A fresh durable journal and a fresh model of it; both must say the same at every moment. */
final class Comparison implements AutoCloseable {

  private static final FileQuery ALL =
      new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 1_000);

  private final ManualClock clock = new ManualClock();
  private final Told modelTold = new Told();
  private final Told told = new Told();
  private final Journal model;
  private final Path state;
  private final Lie lie;
  private Journal journal;

  /**
   * @param state an empty directory
   * @param lie what the durable journal gets wrong
   * @param modelLie what the model gets wrong
   */
  Comparison(Path state, Lie lie, Lie modelLie) {
    this.state = state;
    this.lie = lie;
    this.model = modelLie.told(new MemoryJournal(LARGE, clock, modelTold));
    this.journal = opened();
  }

  private Journal opened() {
    return lie.told(SqliteJournal.open(state, LARGE, clock, told));
  }

  /** Throws an AssertionError as soon as they differ. */
  void of(List<Operation> operations) {
    operations.forEach(this::step);
    assertThat(journal.check()).isEmpty();
  }

  private void step(Operation operation) {
    clock.tick(Duration.between(clock.instant(), operation.at()));
    if (operation.call() instanceof Call.OpenAgain) {
      journal.close();
      assertThat(moves(told)).isEqualTo(moves(modelTold));
      journal = opened();
    }
    assertThat(operation.on(journal)).as("%s", operation).isEqualTo(operation.on(model));
    compare();
  }

  private static List<String> moves(Told told) {
    return told.lines.stream().filter(line -> !line.startsWith("committed")).toList();
  }

  private void compare() {
    List<JournalFile> files = model.files(ALL);
    assertThat(journal.files(ALL)).isEqualTo(files);
    assertThat(journal.census()).isEqualTo(model.census());
    for (JournalFile file : files) {
      assertThat(journal.history(file.id())).isEqualTo(model.history(file.id()));
      assertThat(journal.replicas(file.id())).isEqualTo(model.replicas(file.id()));
      assertThat(journal.metadata(file.id())).isEqualTo(model.metadata(file.id()));
    }
    assertThat(journal.metadataToWrite(clock.instant(), 5))
        .isEqualTo(model.metadataToWrite(clock.instant(), 5));
    assertThat(journal.unclosedDatasets()).isEqualTo(model.unclosedDatasets());
    assertThat(journal.nightCounts(Optional.empty()))
        .containsExactlyInAnyOrderElementsOf(model.nightCounts(Optional.empty()));
    assertThat(journal.filesOfNight("one", "20260300", 1, 3))
        .isEqualTo(model.filesOfNight("one", "20260300", 1, 3));
    assertThat(journal.outlook().arrivals(clock.instant()))
        .isEqualTo(model.outlook().arrivals(clock.instant()));
    assertThat(journal.outlook().newestNight(clock.instant()))
        .isEqualTo(model.outlook().newestNight(clock.instant()));
    compareClaims();
  }

  private void compareClaims() {
    Instant now = clock.instant();
    for (FileState state : FileState.values()) {
      for (SizeClass size : SizeClass.values()) {
        Claim claim = new Claim(state, Lane.LIVE, size, now, 7);
        List<JournalFile> due = model.claim(claim, Set.of());
        assertThat(journal.claim(claim, Set.of())).isEqualTo(due);
        Set<Long> some = new HashSet<>();
        due.stream().limit(2).forEach(file -> some.add(file.id()));
        assertThat(journal.claim(claim, some)).isEqualTo(model.claim(claim, some));
      }
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
