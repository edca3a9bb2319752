// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static java.util.Comparator.comparing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ingestd.journal.Claim;
import org.ingestd.journal.life.JournalFile;

/** Due files in the order of their index, so that nothing is sorted however long the queue is. */
public final class ClaimQuery {

  private static final Comparator<JournalFile> NEWEST_DUE_FIRST =
      comparing((JournalFile file) -> Objects.requireNonNull(file.retry().due()))
          .thenComparing(JournalFile::id)
          .reversed();

  private ClaimQuery() {}

  public static List<JournalFile> run(Sql sql, Claim claim, Set<Long> excluded)
      throws SQLException {
    return switch (claim.size()) {
      case SMALL -> due(sql, claim, false, excluded);
      case LARGE -> due(sql, claim, true, excluded);
      case ANY -> {
        List<JournalFile> both = new ArrayList<>(due(sql, claim, false, excluded));
        both.addAll(due(sql, claim, true, excluded));
        both.sort(NEWEST_DUE_FIRST);
        yield List.copyOf(both.subList(0, Math.min(both.size(), claim.limit())));
      }
    };
  }

  /** Rows are made one by one as they are asked for: the query stops when the claim is full. */
  private static List<JournalFile> due(Sql sql, Claim claim, boolean large, Set<Long> excluded)
      throws SQLException {
    RowReader reader = new RowReader(sql);
    PreparedStatement query = sql.prepared(RowReader.DUE);
    query.setInt(1, Codes.code(claim.state()));
    query.setInt(2, Codes.code(claim.lane()));
    query.setInt(3, large ? 1 : 0);
    query.setLong(4, Codes.millis(claim.now()));
    List<JournalFile> files = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (files.size() < claim.limit() && rows.next()) {
        if (!excluded.contains(rows.getLong(1))) {
          files.add(reader.file(rows));
        }
      }
    }
    return files;
  }
}
