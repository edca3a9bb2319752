// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.Destination;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.rse.Did;

/**
 * What came and what failed under rules, added up as the rules are saved: however many files there
 * are, a day has a few hundred rows for each source and expression.
 */
public final class CopyRows {

  static final String ADD =
      "INSERT INTO copies (at, source, expression, came, failed, bytes) VALUES (?1, coalesce(("
          + RuleTallies.SOURCE
          + " JOIN datasets d ON d.id = m.dataset WHERE d.scope = ?2 AND d.name = ?3 LIMIT 1), ''),"
          + " ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET came = came + excluded.came,"
          + " failed = failed + excluded.failed, bytes = bytes + excluded.bytes";
  private static final String DROP = "DELETE FROM copies WHERE at < ?";
  static final String TALLIES =
      "SELECT source, expression, sum(iif(at >= ?1, came, 0)), sum(iif(at >= ?1, failed, 0)),"
          + " sum(came), sum(failed), sum(iif(at >= ?1, bytes, 0)), sum(bytes)"
          + " FROM copies WHERE at >= ?2 GROUP BY source, expression";

  private CopyRows() {}

  /** In the writing transaction that saves the rule. */
  public static void add(Sql sql, JournalRule before, JournalRule after) throws SQLException {
    CopyTally.Counts news = after.copiesSince(before);
    if (news.equals(CopyTally.Counts.NONE)) {
      return;
    }
    add(sql, CopyTally.stepOf(before.asked()), after.did(), after.expression(), news);
    PreparedStatement drop = sql.prepared(DROP);
    drop.setLong(1, Codes.millis(after.asked().minus(CopyTally.LONGEST)));
    drop.executeUpdate();
  }

  /**
   * In the writing transaction that saves the replicas of a file.
   *
   * @param looked when they were looked at before
   * @param came RSEs that have a copy now and had none then
   */
  public static void add(
      Sql sql, JournalFile file, Instant looked, Set<String> came, List<Destination> destinations)
      throws SQLException {
    for (Destination to : destinations) {
      CopyTally.Counts news = to.bytes(file.size(), came);
      if (news.bytes() > 0) {
        add(sql, CopyTally.stepOf(looked), to.did(), to.expression(), news);
      }
    }
  }

  private static void add(Sql sql, Instant at, Did did, String expression, CopyTally.Counts news)
      throws SQLException {
    PreparedStatement add = sql.prepared(ADD);
    add.setLong(1, Codes.millis(at));
    add.setString(2, did.scope());
    add.setString(3, did.name());
    add.setString(4, expression);
    add.setLong(5, news.came());
    add.setLong(6, news.failed());
    add.setLong(7, news.bytes());
    add.executeUpdate();
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
                new CopyTally.Counts(row.getLong(3), row.getLong(4), row.getLong(7)),
                new CopyTally.Counts(row.getLong(5), row.getLong(6), row.getLong(8))));
      }
    }
    tallies.sort(CopyTally.ORDER);
    return tallies;
  }
}
