// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.Arrivals;
import org.ingestd.journal.outlook.Sample;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Sql;

/**
 * What came into each source. It is gathered in a transaction and written once at its end, as
 * counters are: however many files there are, a source has at most as many rows as an hour has
 * minutes.
 */
public final class ArrivalRows {

  private static final String ADD =
      "INSERT INTO arrivals (source, at, files, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
          + " SET files = files + excluded.files, bytes = bytes + excluded.bytes";
  private static final String DROP = "DELETE FROM arrivals WHERE at < ?";
  private static final String NEWEST =
      "INSERT INTO newest (origin, latest) VALUES (?, ?)"
          + " ON CONFLICT DO UPDATE SET latest = excluded.latest";
  private static final String HOUR = "SELECT source, files, bytes FROM arrivals WHERE at >= ?";
  static final String LATEST =
      "SELECT "
          + RowReader.COLUMNS
          + ", (SELECT h.at FROM history h WHERE h.file = files.id AND h.n = 1)"
          + " FROM newest CROSS JOIN files ON id = latest";
  private static final int SIGHTED = 27;

  private record Minute(String source, Instant at) {}

  private final Sql sql;
  private final Map<Minute, Sample.Amount> minutes = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();

  public ArrivalRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param from the state before; empty: the file was first seen
   */
  public void count(Optional<FileState> from, JournalFile after) {
    String source = after.key().source();
    if (from.isEmpty()) {
      newest.put(source, after.id());
    }
    Arrivals.minuteOf(from, after)
        .ifPresent(
            minute ->
                minutes.merge(
                    new Minute(source, minute),
                    new Sample.Amount(1, after.size()),
                    Sample.Amount::plus));
  }

  public void forget() {
    minutes.clear();
    newest.clear();
  }

  /** At the end of a writing transaction, once its files are there. */
  public void write() throws SQLException {
    for (Map.Entry<String, Long> file : newest.entrySet()) {
      PreparedStatement keep = sql.prepared(NEWEST);
      keep.setInt(1, sql.sources().idOrNew(file.getKey()));
      keep.setLong(2, file.getValue());
      keep.executeUpdate();
    }
    for (Map.Entry<Minute, Sample.Amount> minute : minutes.entrySet()) {
      PreparedStatement add = sql.prepared(ADD);
      add.setInt(1, sql.sources().idOrNew(minute.getKey().source()));
      add.setLong(2, Codes.millis(minute.getKey().at()));
      add.setLong(3, minute.getValue().files());
      add.setLong(4, minute.getValue().bytes());
      add.executeUpdate();
    }
    forget();
  }

  /** What is too old to be asked for, in a writing transaction. */
  public static void drop(Sql sql, Instant now) throws SQLException {
    PreparedStatement drop = sql.prepared(DROP);
    drop.setLong(1, Codes.millis(Arrivals.since(now)));
    drop.executeUpdate();
  }

  /** By the source's name; sources that never had a file are left out. */
  public static Map<String, Arrivals> read(Sql sql, Instant now) throws SQLException {
    Map<String, Sample.Amount> hour = new HashMap<>();
    PreparedStatement find = sql.prepared(HOUR);
    find.setLong(1, Codes.millis(Arrivals.since(now)));
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        hour.merge(
            sql.sources().name(row.getInt(1)),
            new Sample.Amount(row.getLong(2), row.getLong(3)),
            Sample.Amount::plus);
      }
    }
    Map<String, Arrivals> arrivals = new HashMap<>();
    RowReader reader = new RowReader(sql);
    try (ResultSet row = sql.prepared(LATEST).executeQuery()) {
      while (row.next()) {
        JournalFile file = reader.file(row);
        String source = file.key().source();
        arrivals.put(
            source,
            new Arrivals(
                file,
                Instant.ofEpochMilli(row.getLong(SIGHTED)),
                hour.getOrDefault(source, Sample.Amount.NONE)));
      }
    }
    return arrivals;
  }
}
