// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.ingestd.journal.sqlite.tables.Codes;

/**
 * Changes of due times that may concern every file. They go along the table in pieces, so that
 * neither other writers nor the log feel that there are a million.
 */
final class Rescheduling {

  private static final int PIECE = 20_000;

  /** States 1 to 5 are those that LifeCycle.isOnItsWay names. */
  private static final String REPLAY =
      "UPDATE files SET lane = 1, due = ?1 WHERE id > ?2 AND id <= ?3 AND source = ?4"
          + " AND state IN (1, 2, 3, 4, 5) AND due IS NOT NULL AND mtime >= ?5 AND mtime < ?6";

  private final Writer writer;

  Rescheduling(Writer writer) {
    this.writer = writer;
  }

  int replay(String source, Instant from, Instant to, Instant due) {
    return along(source, REPLAY, due, Codes.nanos(from), Codes.nanos(to));
  }

  private int along(String source, String update, Instant due, long... further) {
    long last = writer.write(1, transaction -> transaction.nextId() - 1);
    int rows = 0;
    for (long after = 0; after < last; after += PIECE) {
      long piece = after;
      rows +=
          writer.write(
              PIECE, transaction -> piece(transaction, source, update, due, piece, further));
    }
    return rows;
  }

  private static int piece(
      Transaction transaction,
      String source,
      String update,
      Instant due,
      long after,
      long[] further)
      throws SQLException {
    Optional<Integer> id = transaction.sql().sources().id(source);
    if (id.isEmpty()) {
      return 0;
    }
    PreparedStatement change = transaction.sql().prepared(update);
    change.setLong(1, Codes.millis(due));
    change.setLong(2, after);
    change.setLong(3, after + PIECE);
    change.setInt(4, id.get());
    for (int i = 0; i < further.length; i++) {
      change.setLong(5 + i, further[i]);
    }
    int rows = change.executeUpdate();
    transaction.countOthers(rows);
    return rows;
  }
}
