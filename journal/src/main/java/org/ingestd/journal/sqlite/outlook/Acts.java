// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.OperatorAct;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Sql;

/** What operators did, in the order in which it was written. */
public final class Acts {

  private static final String ADD = "INSERT INTO acts (file, n) VALUES (?, ?)";
  static final String PAGE =
      "SELECT "
          + RowReader.COLUMNS
          + ", act_number, act_at, act_from, act_to, act_reason FROM ("
          + "SELECT a.id AS act_number, h.file AS act_file, h.at AS act_at,"
          + " h.from_state AS act_from, h.to_state AS act_to, h.reason AS act_reason"
          + " FROM acts a CROSS JOIN history h ON h.file = a.file AND h.n = a.n"
          + " WHERE a.id < ? ORDER BY a.id DESC LIMIT ?)"
          + " CROSS JOIN files ON id = act_file ORDER BY act_number DESC";

  /** After the columns of a file. */
  private static final int FIRST = 27;

  private Acts() {}

  /** In the transaction that writes the line. */
  public static void add(Sql sql, long file, int line) throws SQLException {
    PreparedStatement add = sql.prepared(ADD);
    add.setLong(1, file);
    add.setInt(2, line);
    add.executeUpdate();
  }

  public static List<OperatorAct> page(Sql sql, long before, int limit) throws SQLException {
    PreparedStatement page = sql.prepared(PAGE);
    page.setLong(1, before);
    page.setInt(2, limit);
    RowReader reader = new RowReader(sql);
    List<OperatorAct> acts = new ArrayList<>();
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        acts.add(act(sql, row, reader.file(row)));
      }
    }
    return acts;
  }

  private static OperatorAct act(Sql sql, ResultSet row, JournalFile file) throws SQLException {
    int from = row.getInt(FIRST + 2);
    return new OperatorAct(
        row.getLong(FIRST),
        file,
        Instant.ofEpochMilli(row.getLong(FIRST + 1)),
        from == 0 ? null : Codes.state(from),
        Codes.state(row.getInt(FIRST + 3)),
        OperatorWords.required(sql.phrases().required(row.getObject(FIRST + 4))));
  }
}
