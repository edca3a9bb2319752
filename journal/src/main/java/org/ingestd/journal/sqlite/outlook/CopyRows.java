// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Sql;

/**
 * What came and what failed under rules, added up as the rules are saved: however many files there
 * are, a day has a few hundred rows for each source and expression.
 */
public final class CopyRows {

  static final String ADD =
      "INSERT INTO copies (at, source, expression, came, failed) VALUES (?1, coalesce(("
          + RuleTallies.SOURCE
          + " JOIN datasets d ON d.id = m.dataset WHERE d.scope = ?2 AND d.name = ?3 LIMIT 1), ''),"
          + " ?4, ?5, ?6) ON CONFLICT DO UPDATE SET"
          + " came = came + excluded.came, failed = failed + excluded.failed";
  private static final String DROP = "DELETE FROM copies WHERE at < ?";
  static final String TALLIES =
      "SELECT source, expression, sum(iif(at >= ?1, came, 0)), sum(iif(at >= ?1, failed, 0)),"
          + " sum(came), sum(failed) FROM copies WHERE at >= ?2 GROUP BY source, expression";

  private CopyRows() {}

  /** In the writing transaction that saves the rule. */
  public static void add(Sql sql, JournalRule before, JournalRule after) throws SQLException {
    CopyTally.Counts news = after.copiesSince(before);
    if (news.equals(CopyTally.Counts.NONE)) {
      return;
    }
    PreparedStatement add = sql.prepared(ADD);
    add.setLong(1, Codes.millis(CopyTally.stepOf(before.asked())));
    add.setString(2, after.did().scope());
    add.setString(3, after.did().name());
    add.setString(4, after.expression());
    add.setLong(5, news.came());
    add.setLong(6, news.failed());
    add.executeUpdate();
    PreparedStatement drop = sql.prepared(DROP);
    drop.setLong(1, Codes.millis(after.asked().minus(CopyTally.LONGEST)));
    drop.executeUpdate();
  }

  public static List<CopyTally> tallies(Sql sql, Instant now) throws SQLException {
    PreparedStatement find = sql.prepared(TALLIES);
    find.setLong(1, Codes.millis(now.minus(Duration.ofHours(1))));
    find.setLong(2, Codes.millis(now.minus(CopyTally.LONGEST)));
    List<CopyTally> tallies = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        tallies.add(
            new CopyTally(
                row.getString(1),
                row.getString(2),
                new CopyTally.Counts(row.getLong(3), row.getLong(4)),
                new CopyTally.Counts(row.getLong(5), row.getLong(6))));
      }
    }
    tallies.sort(CopyTally.ORDER);
    return tallies;
  }
}
