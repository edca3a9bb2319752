// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An empty journal with two sources, and what SQLite would make of queries there. */
public abstract class QueryPlans {

  @TempDir private Path state;
  protected Sql sql;

  @BeforeEach
  protected final void open() throws SQLException {
    SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE).close();
    sql = Sql.writing(state.resolve("journal.db"));
    sql.execute("INSERT INTO sources VALUES (1, 's'), (2, 't')");
  }

  @AfterEach
  protected final void close() throws SQLException {
    sql.close();
  }

  protected final List<String> plan(String query) throws SQLException {
    List<String> plan = new ArrayList<>();
    try (ResultSet row = sql.prepared("EXPLAIN QUERY PLAN " + query).executeQuery()) {
      while (row.next()) {
        plan.add(row.getString(4));
      }
    }
    return plan;
  }
}
