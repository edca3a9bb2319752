// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.sqlite.outlook.Acts;
import org.ingestd.journal.sqlite.outlook.ArrivalRows;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Lookup;
import org.ingestd.journal.sqlite.tables.MetadataRows;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.RowWriter;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.sqlite.tables.Tallies;

/**
 * What a piece of work may do with the journal within the writer's transaction. One object serves
 * all transactions of a writer; only its thread uses it.
 */
final class Transaction {

  private static final String ADD_LINE =
      "INSERT INTO history (file, n, at, from_state, to_state, reason, generation)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  private final Sql sql;
  private final RowReader reader;
  private final RowWriter writer;
  private final Tallies tallies;
  private final ArrivalRows arrivals;
  private final List<FileChange> changes = new ArrayList<>();
  private int otherChanges;
  private long lastId;

  /** Without any, as in most journals, nobody need be asked for those of a file. */
  private boolean anyMetadata;

  Transaction(Sql sql, long largeFrom) {
    this.sql = sql;
    this.reader = new RowReader(sql);
    this.writer = new RowWriter(sql, largeFrom);
    this.tallies = new Tallies(sql);
    this.arrivals = new ArrivalRows(sql);
  }

  /** After BEGIN. Ids are given here, so that a row need not be asked for the one it got. */
  void begun() throws SQLException {
    if (lastId == 0) {
      lastId = sql.number("SELECT coalesce(max(id), 0) FROM files");
      anyMetadata = sql.number("SELECT EXISTS (SELECT 1 FROM metadata)") == 1;
    }
  }

  /** Before COMMIT. */
  void finish() throws SQLException {
    tallies.write();
    arrivals.write();
    sql.prepared("UPDATE meta SET commits = commits + 1").executeUpdate();
  }

  /** After a ROLLBACK: nothing that was learnt in it may be believed. */
  void forget() throws SQLException {
    changes.clear();
    tallies.forget();
    arrivals.forget();
    sql.forget();
    lastId = 0;
  }

  /** Before each piece of work: what it changes is told apart from what others did. */
  void beginWork() {
    changes.clear();
    otherChanges = 0;
  }

  Sql sql() {
    return sql;
  }

  /** What was changed since {@link #beginWork}, for the listener. */
  List<FileChange> changes() {
    return List.copyOf(changes);
  }

  int changeCount() {
    return changes.size() + otherChanges;
  }

  void countOthers(int rows) {
    otherChanges += rows;
  }

  long nextId() {
    return lastId + 1;
  }

  /** Those of these ids that there are. */
  Map<Long, Remembered> remembered(Collection<Long> ids) throws SQLException {
    return Lookup.byIds(sql, reader, ids);
  }

  /** Those of these files that were seen before. */
  Map<FileKey, Remembered> rememberedByKey(Collection<FileKey> keys) throws SQLException {
    return Lookup.byKeys(sql, reader, keys);
  }

  /** Writes a change of a file, its line of history and its counters: the only way to do so. */
  void keep(FileChange change) throws SQLException {
    JournalFile after = change.after().file();
    Remembered before = change.before();
    if (before == null) {
      writer.insert(change.after());
      lastId = after.id();
    } else {
      writer.update(before, change.after());
    }
    tallies.count(before == null ? null : before.file(), after);
    arrivals.count(change.from(), after);
    if (change.line() != null) {
      keep(change.after(), change.line());
    }
    if (change.concernsMetadata() && (anyMetadata || change.found() != null)) {
      keepMetadata(change);
    }
    changes.add(change);
  }

  private void keepMetadata(FileChange change) throws SQLException {
    long id = change.after().file().id();
    Optional<JournalMetadata> known = MetadataRows.of(sql, id);
    Optional<JournalMetadata> now = change.metadata(known);
    if (!now.equals(known)) {
      MetadataRows.keep(sql, id, now);
      anyMetadata = true;
    }
  }

  private void keep(Remembered file, HistoryLine line) throws SQLException {
    PreparedStatement add = sql.prepared(ADD_LINE);
    add.setLong(1, file.file().id());
    add.setInt(2, file.lines());
    add.setLong(3, Codes.millis(line.at()));
    add.setObject(4, line.from() == null ? null : Codes.code(line.from()));
    add.setInt(5, Codes.code(line.to()));
    add.setObject(6, sql.phrases().stored(line.reason()));
    add.setInt(7, line.generation());
    add.executeUpdate();
    if (OperatorWords.in(line.reason()).isPresent()) {
      Acts.add(sql, file.file().id(), file.lines());
    }
  }
}
