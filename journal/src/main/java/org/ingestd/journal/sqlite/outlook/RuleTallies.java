// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.outlook.RuleTally;
import org.ingestd.journal.sqlite.tables.Sql;
import org.jspecify.annotations.Nullable;

/** How far rules are. A dataset's source is that of any of its files: all are of one. */
public final class RuleTallies {

  static final String SOURCE =
      "SELECT s.name FROM memberships m JOIN files f ON f.id = m.file"
          + " JOIN sources s ON s.id = f.source";

  /** Beside min(), SQLite takes the other columns from the row that has the least. */
  static final String TALLIES =
      """
      SELECT source, expression, state, count(*), sum(files), sum(bytes), sum(ok),
             sum(replicating), sum(stuck), min(unfinished), rule_id, error
      FROM (
        SELECT
          coalesce((%s WHERE m.dataset = d.id LIMIT 1), '') AS source,
          r.expression, r.state, coalesce(d.files, 1) AS files, coalesce(d.bytes, 0) AS bytes,
          r.ok, r.replicating, r.stuck, r.unfinished, r.rule_id, r.error
        FROM rules r LEFT JOIN datasets d ON d.scope = r.scope AND d.name = r.name)
      GROUP BY source, expression, state
      """
          .formatted(SOURCE);

  private RuleTallies() {}

  public static List<RuleTally> run(Sql sql) throws SQLException {
    List<RuleTally> tallies = new ArrayList<>();
    try (ResultSet row = sql.prepared(TALLIES).executeQuery()) {
      while (row.next()) {
        tallies.add(
            new RuleTally(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new RuleTally.Extent(row.getLong(4), row.getLong(5), row.getLong(6)),
                new RuleTally.Locks(row.getLong(7), row.getLong(8), row.getLong(9)),
                oldest(row)));
      }
    }
    tallies.sort(RuleTally.ORDER);
    return tallies;
  }

  private static RuleTally.@Nullable Unfinished oldest(ResultSet row) throws SQLException {
    long since = row.getLong(10);
    return row.wasNull()
        ? null
        : new RuleTally.Unfinished(
            Instant.ofEpochMilli(since), row.getString(11), row.getString(12));
  }
}
