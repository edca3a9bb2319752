// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/** Makes files of rows that were selected with {@link #COLUMNS} in front. */
public final class RowReader {

  public static final String COLUMNS =
      "id, source, path, state, since, reason, generation, lane, due, attempts, problem, detail,"
          + " device, inode, size, mtime, ctime, registered, digests, scope, name,"
          + " dataset_scope, dataset_name, rse, pfn, lines";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM files ";

  public static final String BY_ID = SELECT + "WHERE id = ?";

  /** These four take their numbers as a JSON array: a query for each would cost more. */
  static final String BY_IDS = SELECT + "WHERE id IN (SELECT value FROM json_each(?))";

  static final String BY_PATHS =
      SELECT + "WHERE dir_key = ? AND name_key IN (SELECT value FROM json_each(?))";
  static final String BY_DIDS =
      SELECT + "WHERE did_key IN (SELECT value FROM json_each(?)) AND state <> 9 ORDER BY id";

  static final String BY_INODES =
      SELECT + "WHERE inode IN (SELECT value FROM json_each(?)) AND registered = 1 ORDER BY id";

  static final String BY_CONTENT =
      SELECT
          + "WHERE size = ? AND digests = ? AND length(digests) > 16 AND state <> 9 AND id <> ?"
          + " ORDER BY id LIMIT 2";

  static final String DUE =
      SELECT
          + "WHERE state = ? AND lane = ? AND large = ? AND due <= ?"
          + " ORDER BY due DESC, id DESC";

  private final Sql sql;

  public RowReader(Sql sql) {
    this.sql = sql;
  }

  public Remembered remembered(ResultSet row) throws SQLException {
    byte[] path = row.getBytes(3);
    FileKey key = new FileKey(sql.sources().name(row.getInt(2)), RawPath.of(path));
    JournalFile file =
        new JournalFile(
            row.getLong(1), key, standing(row), stamp(row), identity(row, path), retry(row));
    return new Remembered(file, row.getInt(18) != 0, row.getInt(26));
  }

  public JournalFile file(ResultSet row) throws SQLException {
    return remembered(row).file();
  }

  private Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        Codes.state(row.getInt(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        sql.phrases().required(row.getObject(6)),
        row.getInt(7),
        Codes.lane(row.getInt(8)));
  }

  private static Retry retry(ResultSet row) throws SQLException {
    Object due = row.getObject(9);
    String problem = row.getString(11);
    return new Retry(
        row.getInt(10),
        due instanceof Number millis ? Instant.ofEpochMilli(millis.longValue()) : null,
        problem == null ? null : ProblemCode.valueOf(problem),
        row.getString(12));
  }

  private static FileStamp stamp(ResultSet row) throws SQLException {
    return new FileStamp(
        row.getLong(13), row.getLong(14), row.getLong(15), row.getLong(16), row.getLong(17));
  }

  private Identity identity(ResultSet row, byte[] path) throws SQLException {
    Phrases phrases = sql.phrases();
    return new Identity(
        Codes.digests(row.getBytes(19)),
        did(phrases.text(row.getObject(20)), phrases.text(row.getObject(21), path)),
        did(phrases.text(row.getObject(22)), phrases.text(row.getObject(23))),
        phrases.text(row.getObject(24)),
        phrases.text(row.getObject(25), path));
  }

  private static @Nullable Did did(@Nullable String scope, @Nullable String name) {
    return scope == null || name == null ? null : new Did(scope, name);
  }
}
