// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.Samples.sighting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.Samples;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.tables.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers beside a daemon and without one, and what {@code check} finds. */
final class ReaderTest {

  @TempDir private Path state;

  private Journal open() {
    return SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void beforeTheFirstStartThereIsNothingAndNothingIsMade() throws IOException {
    assertThat(SqliteJournal.openReadOnly(state)).isEmpty();
    assertThat(SqliteJournal.openReadOnly(state.resolve("not/there"))).isEmpty();
    assertThat(names()).isEmpty();

    Files.write(state.resolve("journal.db"), new byte[0]);
    assertThat(SqliteJournal.openReadOnly(state)).isEmpty();
  }

  @Test
  void aReaderSeesWhatIsDurableBesideARunningDaemon() {
    try (Journal journal = open();
        JournalReader reader = SqliteJournal.openReadOnly(state).orElseThrow()) {
      journal.sight(List.of(sighting("a", 10)));
      assertThat(reader.file(Samples.key("a"))).isPresent();
      journal.sight(List.of(sighting("b", 10)));
      assertThat(reader.file(Samples.key("b"))).isEqualTo(journal.file(Samples.key("b")));
      assertThat(reader.census()).isEqualTo(journal.census());
      assertThat(reader.check()).isEmpty();
    }
  }

  @Test
  void aReaderWithoutADaemonChangesNothing() throws IOException {
    try (Journal journal = open()) {
      journal.sight(List.of(sighting("a", 10)));
    }
    byte[] before = Files.readAllBytes(state.resolve("journal.db"));

    try (JournalReader reader = SqliteJournal.openReadOnly(state).orElseThrow()) {
      assertThat(reader.files(everything())).hasSize(1);
    }

    assertThat(Files.readAllBytes(state.resolve("journal.db"))).isEqualTo(before);
    try (Journal journal = open()) {
      assertThat(journal.file(1)).isPresent();
    }
  }

  private static FileQuery everything() {
    return new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 10);
  }

  @Test
  void aStateDirectoryMayHaveAnyName() throws IOException {
    Path odd = state.resolve("a b?c=d&e%20f#ü'");
    SqliteJournal.open(odd, 1, Clock.systemUTC(), LifeCycleListener.NONE).close();

    assertThat(odd.resolve("journal.db")).exists();
    assertThat(names()).hasSize(1);
  }

  @Test
  void aSecondOpenerInTheSameProcessIsTurnedAwayAndTheFirstKeepsItsLock() {
    try (Journal journal = open()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(this::open)
            .isInstanceOfSatisfying(
                JournalException.class,
                e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.LOCKED))
            .hasMessageContainingAll("pid=" + ProcessHandle.current().pid(), "host=");
      }
      assertThat(journal.sight(List.of(sighting("a", 1))).fresh()).isEqualTo(1);
    }
    open().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE files SET digests = NULL | without digests
          UPDATE files SET name = NULL | without a DID
          UPDATE files SET registered = 0 | not remembered as registered
          UPDATE files SET state = 1 | before REGISTERED again
          UPDATE files SET state = 8, problem = NULL | without a problem
          UPDATE files SET did_key = NULL | key does not lead to
          UPDATE files SET did_key = 5 | cannot be found
          UPDATE files SET name_key = 5 | cannot be found
          UPDATE files SET since = since + 1 | ends otherwise
          UPDATE files SET lines = 9 | more or fewer lines
          UPDATE files SET size = size + 1 | off by 0 files
          UPDATE files SET problem = 'QUOTA' | for problem QUOTA is off by -1
          UPDATE files SET problem = 'NONSENSE' | cannot be read
          UPDATE tallies SET count = count + 1 WHERE state = 4 | off by 1 files
          DELETE FROM history WHERE n = 2 | with a gap
          DELETE FROM history | has no history
          UPDATE replicas SET file = 77 | refers to a row of files
          UPDATE files SET reason = 4711 | cannot be read
          INSERT INTO files SELECT id + 1, source, path, dir_key, name_key, state, since, reason, generation, lane, due, attempts, problem, detail, device, inode, size, mtime, ctime, large, digests, scope, name, did_key, dataset_scope, dataset_name, rse, pfn, registered, lines FROM files | same path
          """)
  void theCheckNamesWhatMayNotBe(String harm, String fault) throws Exception {
    makeARegisteredFile();
    try (Sql sql = Sql.writing(state.resolve("journal.db"))) {
      sql.execute("PRAGMA foreign_keys = OFF");
      sql.execute(harm);
    }

    try (JournalReader reader = SqliteJournal.openReadOnly(state).orElseThrow()) {
      assertThat(reader.check()).anySatisfy(found -> assertThat(found).contains(fault));
    }
  }

  private void makeARegisteredFile() {
    try (Journal journal = open()) {
      journal.sight(List.of(sighting("a", 10)));
      FileState from = FileState.SIGHTED;
      Identity identity = Samples.identity();
      for (FileState to : List.of(FileState.SETTLED, FileState.DIGESTED, FileState.REGISTERED)) {
        Facts facts = new Facts(null, identity);
        Next next = new Next(Instant.EPOCH, ProblemCode.RSE_CLOSED, "why");
        journal.record(List.of(new Move(1, from, to, "because", facts, next)));
        from = to;
      }
      journal.saveReplicas(
          Map.of(1L, List.of(new JournalReplica("A", "AVAILABLE", "x"))), List.of());
      JournalFile file = journal.file(1).orElseThrow();
      assertThat(file.identity()).isEqualTo(identity);
      assertThat(journal.check()).isEmpty();
    }
  }
}
