// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.NightCount;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Sql;

/** What stands where, night by night. */
public final class Nights {

  private static final String COUNTS =
      "SELECT f.source, m.night, f.state, f.registered, f.problem IS NOT NULL, count(*),"
          + " sum(f.size) FROM %s f.digests IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5";
  static final String ALL = COUNTS.formatted("memberships m JOIN files f ON f.id = m.file WHERE");
  static final String OF_NIGHT =
      COUNTS.formatted("memberships m CROSS JOIN files f ON f.id = m.file WHERE m.night = ? AND");
  static final String FILES =
      "SELECT "
          + RowReader.COLUMNS
          + " FROM memberships m CROSS JOIN files ON id = m.file"
          + " WHERE m.night = ? AND m.file > ? AND source = ? AND digests IS NOT NULL ORDER BY m.file LIMIT ?";
  static final String UNCLOSED =
      "SELECT "
          + DatasetRows.COLUMNS
          + ", f.source, m.night FROM datasets d INDEXED BY datasets_unclosed"
          + " CROSS JOIN memberships m ON m.dataset = d.id CROSS JOIN files f ON f.id = m.file"
          + " WHERE d.closable = 1 AND d.state <> 'CLOSED' GROUP BY d.id, f.source, m.night"
          + " ORDER BY d.id, f.source, m.night";

  static final String NEWEST =
      "SELECT night, count(*) FROM memberships"
          + " WHERE night = (SELECT max(night) FROM memberships WHERE night <= ?) GROUP BY night";

  private Nights() {}

  /**
   * @param latest no later night is looked for
   */
  public static Optional<NightTotal> newest(Sql sql, String latest) throws SQLException {
    PreparedStatement find = sql.prepared(NEWEST);
    find.setInt(1, Integer.parseInt(latest));
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(new NightTotal(Memberships.night(row.getInt(1)), row.getLong(2)))
          : Optional.empty();
    }
  }

  /**
   * @param night empty: all
   */
  public static List<NightCount> counts(Sql sql, Optional<String> night) throws SQLException {
    PreparedStatement count = sql.prepared(night.isPresent() ? OF_NIGHT : ALL);
    if (night.isPresent()) {
      count.setInt(1, Integer.parseInt(night.get()));
    }
    List<NightCount> counts = new ArrayList<>();
    try (ResultSet row = count.executeQuery()) {
      while (row.next()) {
        counts.add(
            new NightCount(
                sql.sources().name(row.getInt(1)),
                Memberships.night(row.getInt(2)),
                Codes.state(row.getInt(3)),
                row.getInt(4) == 1,
                row.getInt(5) == 1,
                row.getLong(6),
                row.getLong(7)));
      }
    }
    return counts;
  }

  /** Files of a source and night in the order of their ids. */
  public static List<JournalFile> files(Sql sql, String source, String night, long after, int limit)
      throws SQLException {
    Optional<Integer> number = sql.sources().id(source);
    List<JournalFile> files = new ArrayList<>();
    if (number.isEmpty()) {
      return files;
    }
    PreparedStatement page = sql.prepared(FILES);
    page.setInt(1, Integer.parseInt(night));
    page.setLong(2, after);
    page.setInt(3, number.get());
    page.setInt(4, limit);
    RowReader reader = new RowReader(sql);
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        files.add(reader.file(row));
      }
    }
    return files;
  }

  /** Datasets that are to be closed and are not, each once for each of its nights. */
  public static List<UnclosedDataset> unclosed(Sql sql) throws SQLException {
    List<UnclosedDataset> unclosed = new ArrayList<>();
    try (ResultSet row = sql.prepared(UNCLOSED).executeQuery()) {
      while (row.next()) {
        unclosed.add(
            new UnclosedDataset(
                DatasetRows.dataset(row),
                sql.sources().name(row.getInt(DatasetRows.COLUMN_COUNT + 1)),
                Memberships.night(row.getInt(DatasetRows.COLUMN_COUNT + 2))));
      }
    }
    return unclosed;
  }
}
