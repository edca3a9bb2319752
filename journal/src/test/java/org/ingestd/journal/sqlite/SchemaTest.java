// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.Samples;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.StateDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {

  private static final String SECOND = "ALTER TABLE rules ADD COLUMN weight TEXT;\n";

  @TempDir private Path state;
  private Path file;

  @BeforeEach
  void makeAJournalWithAFile() {
    file = state.resolve("journal.db");
    try (Journal journal = open()) {
      journal.sight(List.of(Samples.sighting("a", 10)));
    }
  }

  private Journal open() {
    return SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE);
  }

  private void execute(String change) throws SQLException {
    try (Sql sql = Sql.writing(file)) {
      sql.execute(change);
    }
  }

  private static Schema with(String... further) {
    List<String> migrations = new ArrayList<>(Schema.NEWEST.migrations());
    migrations.addAll(Arrays.asList(further));
    return new Schema(migrations);
  }

  @Test
  void aJournalOfANewerProgramIsRefusedAndLeftAsItIs() throws Exception {
    execute("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file);

    assertRefused(JournalException.Kind.NEWER, "version 99");
    assertThatThrownBy(() -> SqliteJournal.openReadOnly(state))
        .isInstanceOfSatisfying(
            JournalException.class,
            e -> assertThat(e.kind()).isEqualTo(JournalException.Kind.NEWER));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anotherProgramsFileIsRefused() throws Exception {
    execute("PRAGMA application_id = 4711");

    assertRefused(JournalException.Kind.DAMAGED, "no journal");
  }

  private void assertRefused(JournalException.Kind kind, String why) {
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(JournalException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContainingAll(why, file.toString());
  }

  @Test
  void anOlderJournalIsBroughtForwardAfterACopyWasMade() throws Exception {
    Schema newer = with(SECOND);
    int newest = Schema.NEWEST.version();

    try (Sql sql = new Opening(new StateDirectory(state), newer, LifeCycleListener.NONE).open(1)) {
      assertThat(newer.versionOf(sql, file)).isEqualTo(newest + 1);
      assertThat(sql.number("SELECT count(*) FROM files WHERE id = 1")).isEqualTo(1);
      assertThat(sql.number("SELECT count(weight) FROM rules")).isZero();
    }
    try (Sql copy = Sql.reading(state.resolve("journal.v%03d.db".formatted(newest)))) {
      assertThat(Schema.NEWEST.versionOf(copy, file)).isEqualTo(newest);
      assertThat(copy.number("SELECT count(*) FROM files")).isEqualTo(1);
    }
  }

  @Test
  void everyEarlierVersionCanBeBroughtToTheNewest(@TempDir Path folder) throws Exception {
    for (int version = 1; version < Schema.NEWEST.version(); version++) {
      Path old = folder.resolve("v" + version + ".db");
      try (Sql sql = Sql.writing(old)) {
        new Schema(Schema.NEWEST.migrations().subList(0, version)).migrate(sql, old, 1);
        Schema.NEWEST.migrate(sql, old, 1);
        assertThat(Schema.NEWEST.versionOf(sql, old)).isEqualTo(Schema.NEWEST.version());
        assertThat(sql.number("SELECT count(*) FROM replays")).isZero();
      }
    }
  }

  @Test
  void aJournalOfTheFirstVersionIsBroughtToTheNewestAndGoesOn(@TempDir Path old) throws Exception {
    Schema first = new Schema(Schema.NEWEST.migrations().subList(0, 1));
    StateDirectory directory = new StateDirectory(old);
    directory.prepare();
    try (Sql sql = new Opening(directory, first, LifeCycleListener.NONE).open(1)) {
      assertThat(first.versionOf(sql, file)).isEqualTo(1);
    }
    Files.delete(directory.mark());
    Path interrupted = Files.writeString(old.resolve("journal.v001.db.part"), "half a copy");

    try (Journal journal = SqliteJournal.open(old, 1, Clock.systemUTC(), LifeCycleListener.NONE)) {
      journal.sight(List.of(Samples.sighting("a", 10)));
      assertThat(journal.census().metadata()).isEqualTo(new MetadataTally(0, 0));
      assertThat(journal.outlook().acts(Long.MAX_VALUE, 9)).isEmpty();
      assertThat(journal.check()).isEmpty();
    }

    assertThat(interrupted).doesNotExist();
    try (Sql copy = Sql.reading(old.resolve("journal.v001.db"))) {
      assertThat(copy.number("PRAGMA user_version")).isEqualTo(1);
    }
  }

  @Test
  void whatOperatorsDidBeforeIsFoundAfterTheMigration(@TempDir Path old) throws Exception {
    StateDirectory directory = new StateDirectory(old);
    directory.prepare();
    Schema before = new Schema(Schema.NEWEST.migrations().subList(0, 5));
    try (Sql sql = new Opening(directory, before, LifeCycleListener.NONE).open(1)) {
      sql.execute("INSERT INTO sources VALUES (1, 's')");
      sql.execute(
          "INSERT INTO files VALUES (1, 1, x'61', 1, 1, 8, 5, 'x', 1, 0, NULL, 0, NULL, NULL,"
              + " 1, 1, 1, 1, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 3)");
      sql.execute("INSERT INTO phrases VALUES (7, 'held by alice: bad run')");
      sql.execute("INSERT INTO history VALUES (1, 1, 5, NULL, 1, 'held by nobody', 1)");
      sql.execute("INSERT INTO history VALUES (1, 2, 6, 1, 8, 7, 1)");
      sql.execute("INSERT INTO history VALUES (1, 3, 7, 8, 1, 'released by bob: good', 1)");
    }
    Files.delete(directory.mark());

    try (Journal journal = SqliteJournal.open(old, 1, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(journal.outlook().acts(Long.MAX_VALUE, 9))
          .extracting(act -> act.words().who())
          .containsExactly("bob", "alice");
    }
  }

  @Test
  void problemsAndTheNewestFileOfEachSourceAreKnownAfterTheMigration(@TempDir Path old)
      throws Exception {
    StateDirectory directory = new StateDirectory(old);
    directory.prepare();
    Schema before = new Schema(Schema.NEWEST.migrations().subList(0, 7));
    try (Sql sql = new Opening(directory, before, LifeCycleListener.NONE).open(1)) {
      sql.execute("INSERT INTO sources VALUES (1, 's')");
      sql.execute("INSERT INTO sources VALUES (2, 't')");
      for (String values : List.of("1, 1, x'61'", "2, 1, x'62'", "3, 2, x'61'")) {
        sql.execute(
            "INSERT INTO files VALUES ("
                + values
                + ", 1, 1, 1, 5, 'x', 1, 0, 5, 1, 'QUOTA', NULL,"
                + " 1, 1, 1, 1, 1, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1)");
      }
      sql.execute("INSERT INTO problems VALUES ('QUOTA', 3)");
    }
    Files.delete(directory.mark());

    try (Journal journal = SqliteJournal.open(old, 1, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(journal.census().troubles())
          .isEqualTo(
              Map.of("s", Map.of(ProblemCode.QUOTA, 2L), "t", Map.of(ProblemCode.QUOTA, 1L)));
      assertThat(journal.outlook().arrivals(Instant.EPOCH).values())
          .extracting(arrivals -> arrivals.newest().id())
          .containsExactlyInAnyOrder(2L, 3L);
    }
  }

  @Test
  void aMigrationThatFailsChangesNothing() throws Exception {
    Schema broken = with(SECOND, "INSERT INTO nowhere VALUES (1);\n");

    assertThatThrownBy(
            () -> new Opening(new StateDirectory(state), broken, LifeCycleListener.NONE).open(1))
        .isInstanceOf(SQLException.class);

    try (Journal journal = open()) {
      assertThat(journal.file(1)).isPresent();
      assertThat(journal.check()).isEmpty();
    }
    assertThatThrownBy(() -> execute("SELECT weight FROM rules")).isInstanceOf(SQLException.class);
  }

  @Test
  void aReaderDoesNotReadAnOlderJournal() throws Exception {
    execute("PRAGMA user_version = 0");

    assertThatThrownBy(() -> SqliteJournal.openReadOnly(state))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("start the daemon once");
  }

  @Test
  void theTableOfStatesSaysWhatTheNumbersMean() throws SQLException, IOException {
    try (Sql sql = Sql.reading(file);
        ResultSet row = sql.prepared("SELECT code, name FROM states").executeQuery()) {
      List<FileState> named = new ArrayList<>();
      while (row.next()) {
        FileState state = FileState.valueOf(row.getString(2));
        assertThat(Codes.code(state)).isEqualTo(row.getInt(1));
        assertThat(Codes.state(row.getInt(1))).isEqualTo(state);
        named.add(state);
      }
      assertThat(named).containsExactlyInAnyOrder(FileState.values());
    }
  }

  @Test
  void theBorderOfLargeFilesMayBeMoved() throws Exception {
    try (Sql sql = Sql.reading(file)) {
      assertThat(sql.number("SELECT large FROM files")).isEqualTo(1);
    }

    SqliteJournal.open(state, 11, Clock.systemUTC(), LifeCycleListener.NONE).close();

    try (Sql sql = Sql.reading(file)) {
      assertThat(sql.number("SELECT large FROM files")).isZero();
      assertThat(sql.number("SELECT large_from FROM meta")).isEqualTo(11);
    }
  }
}
