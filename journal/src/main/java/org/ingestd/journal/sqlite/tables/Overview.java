// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;

/** Readings that are no files: the census and histories. */
public final class Overview {

  static final String TALLIES =
      "SELECT s.name, t.state, t.count, t.bytes, (SELECT min(f.since) FROM files f"
          + " WHERE f.source = t.source AND f.state = t.state)"
          + " FROM tallies t JOIN sources s ON s.id = t.source WHERE t.count > 0";
  private static final String PROBLEMS =
      "SELECT s.name, p.problem, p.count FROM problems p JOIN sources s ON s.id = p.source"
          + " WHERE p.count > 0";
  static final String HISTORY =
      "SELECT at, from_state, to_state, reason, generation FROM history WHERE file = ? ORDER BY n";

  private static final long MINUTE = 60_000;
  private static final String BUSIEST_MINUTE =
      "SELECT at / 60000 AS minute, count(*) AS files FROM history WHERE to_state = ?"
          + " GROUP BY minute ORDER BY files DESC, minute LIMIT 1";

  private Overview() {}

  public static Census census(Sql sql) throws SQLException {
    Map<String, Map<FileState, Tally>> tallies = new HashMap<>();
    try (ResultSet row = sql.prepared(TALLIES).executeQuery()) {
      while (row.next()) {
        Tally tally =
            new Tally(row.getLong(3), row.getLong(4), Instant.ofEpochMilli(row.getLong(5)));
        tallies
            .computeIfAbsent(row.getString(1), source -> new EnumMap<>(FileState.class))
            .put(Codes.state(row.getInt(2)), tally);
      }
    }
    return new Census(tallies, troubles(sql), MetadataRows.tally(sql), ReplayTable.all(sql));
  }

  private static Map<String, Map<ProblemCode, Long>> troubles(Sql sql) throws SQLException {
    Map<String, Map<ProblemCode, Long>> troubles = new HashMap<>();
    try (ResultSet row = sql.prepared(PROBLEMS).executeQuery()) {
      while (row.next()) {
        troubles
            .computeIfAbsent(row.getString(1), source -> new EnumMap<>(ProblemCode.class))
            .put(ProblemCode.valueOf(row.getString(2)), row.getLong(3));
      }
    }
    return troubles;
  }

  public static List<HistoryLine> history(Sql sql, long file) throws SQLException {
    PreparedStatement find = sql.prepared(HISTORY);
    find.setLong(1, file);
    List<HistoryLine> lines = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        int from = row.getInt(2);
        lines.add(
            new HistoryLine(
                Instant.ofEpochMilli(row.getLong(1)),
                from == 0 ? null : Codes.state(from),
                Codes.state(row.getInt(3)),
                sql.phrases().required(row.getObject(4)),
                row.getInt(5)));
      }
    }
    return lines;
  }

  public static Optional<BusyMinute> busiestMinute(Sql sql, FileState to) throws SQLException {
    PreparedStatement find = sql.prepared(BUSIEST_MINUTE);
    find.setInt(1, Codes.code(to));
    try (ResultSet row = find.executeQuery()) {
      return row.next()
          ? Optional.of(
              new BusyMinute(Instant.ofEpochMilli(row.getLong(1) * MINUTE), row.getLong(2)))
          : Optional.empty();
    }
  }
}
