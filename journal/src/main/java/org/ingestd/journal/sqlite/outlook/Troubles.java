// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.ProblemGroup;
import org.ingestd.journal.sqlite.tables.RowReader;
import org.ingestd.journal.sqlite.tables.Sql;

/** What is in the way of files. */
public final class Troubles {

  private static final String COUNTS =
      "SELECT problem, sum(count) FROM problems WHERE count > 0 GROUP BY problem";
  static final String EXAMPLES =
      "SELECT "
          + RowReader.COLUMNS
          + " FROM files INDEXED BY files_by_problem WHERE problem = ? ORDER BY since, id LIMIT ?";

  private Troubles() {}

  public static List<ProblemGroup> groups(Sql sql, int examples) throws SQLException {
    List<ProblemGroup> groups = new ArrayList<>();
    try (ResultSet row = sql.prepared(COUNTS).executeQuery()) {
      while (row.next()) {
        ProblemCode problem = ProblemCode.valueOf(row.getString(1));
        // One at least, since it tells since when.
        List<JournalFile> oldest = oldest(sql, problem, Math.max(1, examples));
        Instant since = oldest.get(0).standing().since();
        groups.add(
            new ProblemGroup(
                problem, row.getLong(2), since, oldest.stream().limit(examples).toList()));
      }
    }
    groups.sort(ProblemGroup.MOST_SEVERE_FIRST);
    return groups;
  }

  private static List<JournalFile> oldest(Sql sql, ProblemCode problem, int limit)
      throws SQLException {
    PreparedStatement find = sql.prepared(EXAMPLES);
    find.setString(1, problem.name());
    find.setInt(2, limit);
    RowReader reader = new RowReader(sql);
    List<JournalFile> files = new ArrayList<>();
    try (ResultSet rows = find.executeQuery()) {
      while (rows.next()) {
        files.add(reader.file(rows));
      }
    }
    return files;
  }
}
