// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.journal.metadata.MetadataToWrite;
import org.jspecify.annotations.Nullable;

/** Metadata of files, and whether Rucio has them. */
public final class MetadataRows {

  private static final String COLUMNS = "content, written, attempts, due, problem, detail";
  private static final String OF_FILE = "SELECT " + COLUMNS + " FROM metadata WHERE file = ?";
  static final String DUE =
      "SELECT "
          + COLUMNS
          + ", file FROM metadata WHERE due IS NOT NULL AND due <= ? ORDER BY due, file LIMIT ?";
  private static final String KEEP =
      "INSERT OR REPLACE INTO metadata (" + COLUMNS + ", file) VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String REPLACE =
      "UPDATE metadata SET written = ?2, attempts = ?3, due = ?4, problem = ?5, detail = ?6"
          + " WHERE file = ?7 AND content = ?1";
  private static final String TALLY =
      "SELECT count(*), count(problem) FROM metadata WHERE due IS NOT NULL";

  private MetadataRows() {}

  public static Optional<JournalMetadata> of(Sql sql, long file) throws SQLException {
    PreparedStatement find = sql.prepared(OF_FILE);
    find.setLong(1, file);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(metadata(row)) : Optional.empty();
    }
  }

  private static JournalMetadata metadata(ResultSet row) throws SQLException {
    String problem = row.getString(5);
    return new JournalMetadata(
        new FileMetadata(row.getString(1)),
        time(row.getObject(2)),
        new Retry(
            row.getInt(3),
            time(row.getObject(4)),
            problem == null ? null : ProblemCode.valueOf(problem),
            row.getString(6)));
  }

  private static @Nullable Instant time(@Nullable Object millis) {
    return millis instanceof Number number ? Instant.ofEpochMilli(number.longValue()) : null;
  }

  /** Along the index of those that are due, so that nothing is sorted however many wait. */
  public static List<MetadataToWrite> due(Sql sql, Instant now, int limit) throws SQLException {
    PreparedStatement find = sql.prepared(DUE);
    find.setLong(1, Codes.millis(now));
    find.setInt(2, limit);
    List<Long> ids = new ArrayList<>();
    List<JournalMetadata> due = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        due.add(metadata(row));
        ids.add(row.getLong(7));
      }
    }
    var files = Lookup.byIds(sql, new RowReader(sql), ids);
    List<MetadataToWrite> toWrite = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      JournalFile file = Objects.requireNonNull(files.get(ids.get(i))).file();
      toWrite.add(
          new MetadataToWrite(
              file.id(), Objects.requireNonNull(file.identity().did()), due.get(i)));
    }
    return toWrite;
  }

  /** In a writing transaction. */
  public static void keep(Sql sql, long file, Optional<JournalMetadata> now) throws SQLException {
    if (now.isPresent()) {
      write(sql.prepared(KEEP), file, now.get());
    } else {
      PreparedStatement remove = sql.prepared("DELETE FROM metadata WHERE file = ?");
      remove.setLong(1, file);
      remove.executeUpdate();
    }
  }

  /** In a writing transaction; not if the file has other metadata by now. */
  public static void replace(Sql sql, long file, JournalMetadata now) throws SQLException {
    write(sql.prepared(REPLACE), file, now);
  }

  private static void write(PreparedStatement write, long file, JournalMetadata metadata)
      throws SQLException {
    Retry retry = metadata.retry();
    ProblemCode problem = retry.problem();
    write.setString(1, metadata.content().json());
    write.setObject(2, millis(metadata.written()));
    write.setInt(3, retry.attempts());
    write.setObject(4, millis(retry.due()));
    write.setString(5, problem == null ? null : problem.name());
    write.setString(6, retry.detail());
    write.setLong(7, file);
    write.executeUpdate();
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : (Long) Codes.millis(time);
  }

  static MetadataTally tally(Sql sql) throws SQLException {
    try (ResultSet row = sql.prepared(TALLY).executeQuery()) {
      row.next();
      return new MetadataTally(row.getLong(1), row.getLong(2));
    }
  }
}
