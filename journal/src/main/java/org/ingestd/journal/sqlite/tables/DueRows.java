// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.ingestd.journal.Rescheduling;

/** The due times of all rows at once. */
public final class DueRows {

  /**
   * Every state but SAFE, in the words of the index, so that what is not too late costs nothing.
   */
  static final String TOO_LATE =
      " FROM files WHERE state IN (1, 2, 3, 4, 5, 7, 8, 9) AND lane IN (0, 1) AND large IN (0, 1)"
          + " AND due > ?1";

  static final String SAFE_TOO_LATE =
      " FROM files WHERE state = 6 AND lane IN (0, 1) AND large IN (0, 1) AND due > ?2";

  static final String METADATA_TOO_LATE = " FROM metadata WHERE due > ?2";

  static final String ANY =
      "SELECT EXISTS (SELECT 1"
          + TOO_LATE
          + ") OR EXISTS (SELECT 1"
          + SAFE_TOO_LATE
          + ") OR EXISTS (SELECT 1"
          + METADATA_TOO_LATE
          + ")";

  private DueRows() {}

  /** Whether anything is due later than anything ever is. */
  public static boolean isAnyTooLate(Sql sql, Rescheduling how) throws SQLException {
    PreparedStatement ask = sql.prepared(ANY);
    ask.setLong(1, Codes.millis(how.unset().plus(how.longest())));
    ask.setLong(2, Codes.millis(how.unset().plus(Rescheduling.RARELY)));
    try (ResultSet row = ask.executeQuery()) {
      return row.next() && row.getInt(1) != 0;
    }
  }

  /** In a writing transaction. Times are brought nearer first: then none is beyond any number. */
  public static void reschedule(Sql sql, Rescheduling how) throws SQLException {
    long now = Codes.millis(how.unset());
    nearer(sql, TOO_LATE, now, how.longest());
    spread(sql, "files", SAFE_TOO_LATE, now);
    spread(sql, "metadata", METADATA_TOO_LATE, now);
    if (!how.by().isZero()) {
      move(sql, "files", how.by());
      move(sql, "metadata", how.by());
    }
  }

  private static void nearer(Sql sql, String which, long now, Duration longest)
      throws SQLException {
    PreparedStatement update =
        sql.prepared("UPDATE files SET due = ?2 WHERE id IN (SELECT id" + which + ")");
    update.setLong(1, now + longest.toMillis());
    update.setLong(2, now);
    update.executeUpdate();
  }

  private static void spread(Sql sql, String table, String which, long now) throws SQLException {
    PreparedStatement update =
        sql.prepared(
            "UPDATE %s SET due = ?1 + (due - ?1) %% ?3 WHERE rowid IN (SELECT rowid%s)"
                .formatted(table, which));
    update.setLong(1, now);
    update.setLong(2, now + Rescheduling.RARELY.toMillis());
    update.setLong(3, Rescheduling.RARELY.toMillis());
    update.executeUpdate();
  }

  private static void move(Sql sql, String table, Duration by) throws SQLException {
    PreparedStatement update =
        sql.prepared("UPDATE " + table + " SET due = max(due, 0) + ?1 WHERE due IS NOT NULL");
    update.setLong(1, by.toMillis());
    update.executeUpdate();
  }
}
