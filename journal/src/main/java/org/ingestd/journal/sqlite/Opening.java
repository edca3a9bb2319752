// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Faults;
import org.ingestd.journal.sqlite.tables.Soundness;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.JournalMark;
import org.ingestd.journal.statedir.StateDirectory;

/**
 * Looks at what lies in the state directory before anything is written: a journal that is gone,
 * older than it was, or damaged is refused, because what it has forgotten would be done again or
 * never.
 */
final class Opening {

  private static final int LOG_HEADER = 32;

  private final StateDirectory directory;
  private final Schema schema;
  private final LifeCycleListener listener;

  Opening(StateDirectory directory, Schema schema, LifeCycleListener listener) {
    this.directory = directory;
    this.schema = schema;
    this.listener = listener;
  }

  /** The writing connection to a journal that may be trusted, at the newest schema. */
  Sql open(long largeFrom) throws IOException, SQLException {
    inspect();
    Path file = directory.journal();
    Sql sql = Sql.writing(file);
    try {
      directory.force();
      schema.migrate(sql, file, largeFrom);
      reclassify(sql, largeFrom);
      // From here on there is a log, and without it the journal is not whole: the mark says so.
      sql.execute("UPDATE meta SET commits = commits + 1");
      directory.force();
      new Upkeep(sql, directory, listener).requireMark(false);
      return sql;
    } catch (IOException | SQLException | RuntimeException e) {
      giveUp(sql);
      throw e;
    }
  }

  /**
   * Closing the last connection removes SQLite's log, and while the mark says that there is one, a
   * missing log is a lost one: the next start, with room on the disk again, would refuse the
   * journal. Then the connection is left to the end of the process.
   */
  private void giveUp(Sql sql) throws SQLException {
    if (!isLogNeeded()) {
      sql.close();
    }
  }

  private boolean isLogNeeded() {
    try {
      return directory.readMark().filter(mark -> !mark.closed()).isPresent();
    } catch (IOException | JournalException unknown) {
      return true;
    }
  }

  private void inspect() throws IOException, SQLException {
    Optional<JournalMark> mark = directory.readMark();
    Path file = directory.journal();
    if (!StateDirectory.isThere(file)) {
      if (mark.isPresent()) {
        throw damaged("it is gone, though " + directory.mark() + " says that there was one");
      }
      if (StateDirectory.isThere(directory.log())) {
        throw damaged("it is gone, though its log " + directory.log() + " is there");
      }
      return;
    }
    if (mark.isPresent() && !mark.get().closed() && !hasLog()) {
      throw damaged("it was not closed in order and its log " + directory.log() + " is gone");
    }
    try (Sql sql = Sql.reading(file)) {
      inspect(sql, mark);
    }
  }

  private boolean hasLog() throws IOException {
    return StateDirectory.isThere(directory.log()) && Files.size(directory.log()) >= LOG_HEADER;
  }

  private void inspect(Sql sql, Optional<JournalMark> mark) throws SQLException {
    if (Schema.isEmpty(sql)) {
      if (mark.isPresent()) {
        throw damaged("it is empty");
      }
      return;
    }
    schema.versionOf(sql, directory.journal());
    if (mark.isPresent()) {
      compare(sql, mark.get());
    }
    if (mark.isEmpty() || !mark.get().closed()) {
      List<String> faults = new ArrayList<>();
      Soundness.structure(sql, "quick_check", faults);
      if (!faults.isEmpty()) {
        throw damaged(String.join("; ", faults));
      }
    }
  }

  private void compare(Sql sql, JournalMark mark) throws SQLException {
    try (ResultSet row = sql.prepared("SELECT generation, commits FROM meta").executeQuery()) {
      if (!row.next() || !row.getString(1).equals(mark.generation())) {
        throw damaged("it is another journal than " + directory.mark() + " names");
      }
      if (row.getLong(2) < mark.commits()) {
        throw damaged(
            "it is older than it was: it has seen %d changes and %s says %d"
                .formatted(row.getLong(2), directory.mark(), mark.commits()));
      }
    }
  }

  private JournalException damaged(String why) {
    return new JournalException(Kind.DAMAGED, Faults.damaged(directory.journal(), why));
  }

  /** Where the border between small and large files was moved since the journal was last used. */
  private static void reclassify(Sql sql, long largeFrom) throws SQLException {
    if (sql.number("SELECT large_from FROM meta") == largeFrom) {
      return;
    }
    sql.execute("BEGIN IMMEDIATE");
    PreparedStatement files =
        sql.prepared("UPDATE files SET large = size >= ?1 WHERE large <> (size >= ?1)");
    files.setLong(1, largeFrom);
    files.executeUpdate();
    PreparedStatement meta = sql.prepared("UPDATE meta SET large_from = ?");
    meta.setLong(1, largeFrom);
    meta.executeUpdate();
    sql.execute("COMMIT");
  }
}
