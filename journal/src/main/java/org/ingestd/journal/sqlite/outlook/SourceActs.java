// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.outlook.OperatorWords;
import org.ingestd.journal.outlook.SourceAct;
import org.ingestd.journal.sqlite.tables.Codes;
import org.ingestd.journal.sqlite.tables.Sql;

/** What people did to sources, in the order in which it was written. */
public final class SourceActs {

  private static final String ADD =
      "INSERT INTO source_acts (at, source, done, who, why) VALUES (?, ?, ?, ?, ?)";
  static final String PAGE =
      "SELECT id, at, source, done, who, why FROM source_acts WHERE id < ? ORDER BY id DESC LIMIT ?";

  private SourceActs() {}

  /** In a writing transaction. */
  public static void add(Sql sql, Instant at, String source, OperatorWords words)
      throws SQLException {
    PreparedStatement add = sql.prepared(ADD);
    add.setLong(1, Codes.millis(at));
    add.setString(2, source);
    add.setString(3, words.done());
    add.setString(4, words.who());
    add.setString(5, words.why());
    add.executeUpdate();
  }

  public static List<SourceAct> page(Sql sql, long before, int limit) throws SQLException {
    PreparedStatement page = sql.prepared(PAGE);
    page.setLong(1, before);
    page.setInt(2, limit);
    List<SourceAct> acts = new ArrayList<>();
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        acts.add(
            new SourceAct(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                new OperatorWords(row.getString(4), row.getString(5), row.getString(6))));
      }
    }
    return acts;
  }
}
