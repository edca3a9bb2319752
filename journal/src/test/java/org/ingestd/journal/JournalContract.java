// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.LARGE;
import static org.ingestd.journal.Samples.START;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.sighting;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.memory.MemoryJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What every journal promises; the parts of it stand in the classes that extend this one. */
abstract class JournalContract {

  /** Opens the journal under test in an empty directory. */
  interface Kind {

    Journal open(Path state, Clock clock, LifeCycleListener listener);
  }

  static final Duration QUIET = Duration.ofSeconds(30);

  final ManualClock clock = new ManualClock();
  final Told told = new Told();
  private final Kind kind;
  Journal journal = new MemoryJournal(LARGE, clock, told);

  JournalContract(Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open(@TempDir Path state) {
    journal = kind.open(state, clock, told);
  }

  @AfterEach
  void leavesASoundJournal() {
    assertThat(journal.check()).isEmpty();
    journal.close();
  }

  Instant now() {
    return FileChanges.kept(clock.instant());
  }

  /** Sights a file and takes it along the given states; the last one is due now. */
  JournalFile file(String path, FileState... states) {
    journal.sight(List.of(sighting(path, 10)));
    Arrays.stream(states).forEach(to -> move(path, to));
    return at(path);
  }

  JournalFile at(String path) {
    return journal.file(key(path)).orElseThrow();
  }

  void move(String path, FileState to) {
    JournalFile file = at(path);
    Facts facts = to == FileState.DIGESTED ? new Facts(null, Samples.identity()) : Facts.NONE;
    Next next =
        to == FileState.QUARANTINED
            ? Next.person(ProblemCode.EMPTY, "0 bytes")
            : Next.due(clock.instant());
    record(new Move(file.id(), file.state(), to, "became " + to, facts, next));
  }

  void record(Entry entry) {
    assertThat(journal.record(List.of(entry))).containsExactly(Verdict.RECORDED);
  }

  List<Long> claimed(FileState state, Lane lane, SizeClass size, int limit, Long... excluded) {
    Claim claim = new Claim(state, lane, size, clock.instant(), limit);
    return journal.claim(claim, Set.of(excluded)).stream().map(JournalFile::id).toList();
  }

  void tick(Duration duration) {
    clock.tick(duration);
  }

  static Instant later(long seconds) {
    return START.plusSeconds(seconds);
  }
}
