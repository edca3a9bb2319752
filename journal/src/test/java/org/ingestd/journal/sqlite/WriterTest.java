// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.ingestd.journal.Samples.sighting;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.Samples;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.Told;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.JournalLock;
import org.ingestd.journal.statedir.StateDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The writer under faults that the journal's own interface cannot bring about. */
final class WriterTest {

  @TempDir private Path state;
  private final Told told = new Told();
  private Sql sql;
  private Writer writer;
  private Journal journal;

  @BeforeEach
  void open() throws Exception {
    StateDirectory directory = new StateDirectory(state);
    JournalLock lock = JournalLock.acquire(directory, Instant.EPOCH);
    sql = new Opening(directory, Schema.NEWEST, LifeCycleListener.NONE).open(1);
    Upkeep upkeep = new Upkeep(sql, directory, LifeCycleListener.NONE);
    writer = new Writer(directory.journal(), new Transaction(sql, 1), upkeep, told);
    Readings readings = new Readings(directory.journal(), () -> Sql.reading(directory.journal()));
    writer.start();
    journal = new OpenJournal(Clock.systemUTC(), writer, readings, new Shutdown(sql, upkeep, lock));
  }

  @AfterEach
  void close() {
    journal.close();
  }

  private long commits() {
    return writer.write(1, transaction -> transaction.sql().number("SELECT commits FROM meta"));
  }

  /** Keeps the writer busy while other work queues up behind it. */
  private List<Throwable> together(List<Work.Task<?>> tasks) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<?> first =
        CompletableFuture.runAsync(
            () ->
                writer.write(
                    1,
                    transaction -> {
                      busy.countDown();
                      awaited(go);
                      return 1;
                    }));
    busy.await();
    List<Thread> callers = new ArrayList<>();
    List<Throwable> faults = new ArrayList<>();
    for (Work.Task<?> task : tasks) {
      int place = faults.size();
      faults.add(null);
      Thread caller =
          new Thread(() -> faults.set(place, catchThrowable(() -> writer.write(1, task))));
      caller.start();
      callers.add(caller);
      while (caller.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    go.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    first.join();
    return faults;
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Work.Task<Object> sightingOf(String path) {
    return transaction -> Sightings.run(transaction, List.of(sighting(path, 10)), Instant.EPOCH);
  }

  @Test
  void thoseWhoCallAtTheSameTimeShareACommit() throws Exception {
    long before = commits();

    List<Throwable> faults = together(List.of(sightingOf("a"), sightingOf("b"), sightingOf("c")));

    assertThat(faults).containsOnlyNulls();
    // One of the latch, one of the three, one of this question.
    assertThat(commits() - before).isLessThanOrEqualTo(3);
    assertThat(told.lines.stream().filter(line -> line.equals("committed 1"))).isEmpty();
    assertThat(told.lines).contains("committed 3");
  }

  @Test
  void aCallerThatFailsDoesNotFailTheOthers() throws Exception {
    Work.Task<Object> foolish =
        transaction -> {
          sightingOf("foolish").run(transaction);
          throw new IllegalArgumentException("foolish");
        };
    Work.Task<Object> refused =
        transaction -> {
          transaction.sql().execute("INSERT INTO tallies VALUES (99, 1, 1, 1)");
          return 1;
        };

    List<Throwable> faults = together(List.of(sightingOf("a"), foolish, refused, sightingOf("b")));

    assertThat(faults.get(0)).isNull();
    assertThat(faults.get(1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(faults.get(2)).isInstanceOf(IllegalStateException.class);
    assertThat(faults.get(3)).isNull();
    assertThat(journal.file(Samples.key("a"))).isPresent();
    assertThat(journal.file(Samples.key("b"))).isPresent();
    assertThat(journal.file(Samples.key("foolish"))).isEmpty();
    assertThat(journal.check()).isEmpty();
  }

  @Test
  void partsReturnInTheOrderOfTheirRowsAndOneThatFailsIsThrownOnceAllHaveEnded() {
    List<Integer> rows = IntStream.range(0, 1_100).boxed().toList();

    assertThat(writer.writeInParts(rows, part -> transaction -> part)).isEqualTo(rows);

    AtomicInteger ended = new AtomicInteger();
    Throwable fault =
        catchThrowable(
            () ->
                writer.writeInParts(
                    rows,
                    part ->
                        transaction -> {
                          if (part.contains(300)) {
                            throw new IllegalArgumentException("foolish");
                          }
                          ended.addAndGet(part.size());
                          return part;
                        }));
    assertThat(fault).isInstanceOf(IllegalArgumentException.class);
    assertThat(ended).hasValueGreaterThanOrEqualTo(1_100 - WorkQueue.SMALL);
  }

  @Test
  void aFullDiskIsToldAndHealsByItself() {
    journal.sight(List.of(sighting("before", 10)));
    long pages = writer.write(1, work -> work.sql().number("PRAGMA page_count"));
    limitPages(pages);

    int written = 0;
    Throwable fault = null;
    while (fault == null) {
      String path = "x".repeat(200) + "/" + written++;
      fault = catchThrowable(() -> journal.sight(List.of(sighting(path, 10))));
    }

    assertThat(fault)
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.FULL));
    assertThatThrownBy(() -> journal.sight(manySightings())).isInstanceOf(JournalException.class);
    assertThat(told.waits).as("told once").hasSize(1);
    limitPages(1_000_000);
    journal.sight(manySightings());
    assertThat(told.waits).hasSize(2).last().isEqualTo("");
    assertThat(journal.check()).isEmpty();
  }

  private static List<Sighting> manySightings() {
    List<Sighting> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(sighting("many/" + i, 10));
    }
    return many;
  }

  private void limitPages(long pages) {
    writer.write(
        1,
        transaction -> {
          transaction.sql().execute("PRAGMA max_page_count = " + pages);
          return 1;
        });
  }

  @Test
  void afterADiskErrorNothingIsWrittenAnyMore() {
    journal.sight(List.of(sighting("before", 10)));

    assertFault(SQLiteErrorCode.SQLITE_IOERR_FSYNC, JournalException.Kind.IO);

    assertThat(told.ends).hasSize(1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> journal.sight(List.of(sighting("after", 10))))
          .isInstanceOfSatisfying(
              JournalException.class,
              e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.IO));
    }
    assertThat(journal.file(Samples.key("before"))).isPresent();
    assertThat(journal.file(Samples.key("after"))).isEmpty();
    journal.close();
    assertNotClosedInOrder();
  }

  private void assertNotClosedInOrder() {
    assertThat(state.resolve("journal.id")).content().endsWith("open\n");
    assertThat(state.resolve("journal.db-wal")).exists();
    try (Journal again = SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(again.file(Samples.key("before"))).isPresent();
    }
  }

  private void assertFault(SQLiteErrorCode code, JournalException.Kind kind) {
    assertThatThrownBy(
            () ->
                writer.write(
                    1,
                    transaction -> {
                      throw new SQLiteException("as the disk would", code);
                    }))
        .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void damageThatIsMetWhileRunningEndsTheWritingToo() {
    assertFault(SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE, JournalException.Kind.DAMAGED);

    assertThatThrownBy(() -> journal.sight(List.of(sighting("after", 10))))
        .isInstanceOf(JournalException.class);
  }

  /** SQLite says so too when the disk refused a page once; the next start finds real damage. */
  @Test
  void aSoundJournalThatWasReadAsBrokenOnceIsTheDisksFault() {
    assertFault(SQLiteErrorCode.SQLITE_CORRUPT, JournalException.Kind.IO);

    assertThatThrownBy(() -> journal.sight(List.of(sighting("after", 10))))
        .isInstanceOf(JournalException.class);
  }

  @Test
  void someoneElsesLockPasses() {
    assertFault(SQLiteErrorCode.SQLITE_BUSY, JournalException.Kind.LOCKED);
    assertFault(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE, JournalException.Kind.FULL);

    assertThat(journal.sight(List.of(sighting("after", 10))).fresh()).isEqualTo(1);
  }

  @Test
  void aClosedJournalRefusesWork() throws SQLException {
    journal.close();
    journal.close();

    assertThatThrownBy(() -> journal.sight(List.of(sighting("a", 1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> journal.census()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anInterruptedCallerStillLearnsWhatBecameOfItsWork() {
    Thread.currentThread().interrupt();

    int fresh = journal.sight(List.of(sighting("a", 10))).fresh();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(fresh).isEqualTo(1);
  }

  @Test
  void aListenerThatFailsDoesNotStopTheJournal() throws Exception {
    journal.close();
    LifeCycleListener failing =
        new LifeCycleListener() {
          @Override
          public void moved(JournalFile file, @Nullable FileState from) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void postponed(JournalFile file) {}

          @Override
          public void committed(int changes, Duration took) {}
        };
    try (Journal other = SqliteJournal.open(state, 1, Clock.systemUTC(), failing)) {
      assertThat(other.sight(List.of(sighting("a", 10))).fresh()).isEqualTo(1);
      assertThat(other.sight(List.of(sighting("b", 10))).fresh()).isEqualTo(1);
    }
  }

  @Test
  void tellsWhatItIsAboutToCommitBeforeItCanBeSeen(@TempDir Path elsewhere) {
    List<String> lines = new ArrayList<>();
    LifeCycleListener looking =
        new LifeCycleListener() {
          private void look(String what) {
            try (JournalReader reader = SqliteJournal.openReadOnly(elsewhere).orElseThrow()) {
              lines.add(what + " " + reader.file(Samples.key("a")).isPresent());
            }
          }

          @Override
          public void moving(JournalFile file, @Nullable FileState from) {
            look("moving");
          }

          @Override
          public void committing() {
            look("committing");
          }

          @Override
          public void moved(JournalFile file, @Nullable FileState from) {
            look("moved");
          }

          @Override
          public void postponed(JournalFile file) {}

          @Override
          public void committed(int changes, Duration took) {
            look("committed");
          }

          @Override
          public void marking() {
            lines.add("marking");
          }

          @Override
          public void marked() {
            lines.add("marked");
          }
        };

    try (Journal other = SqliteJournal.open(elsewhere, 1, Clock.systemUTC(), looking)) {
      other.sight(List.of(sighting(Samples.key("a"), Samples.stamp(1))));
    }

    assertThat(lines)
        .containsExactly(
            "marking",
            "marked",
            "moving false",
            "committing false",
            "moved true",
            "committed true",
            "marking",
            "marked");
  }
}
