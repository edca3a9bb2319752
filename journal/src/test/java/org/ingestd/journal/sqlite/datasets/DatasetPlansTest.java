// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.journal.sqlite.tables.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite makes of the questions about datasets: those asked often go along indexes. */
final class DatasetPlansTest {

  @TempDir private Path state;

  private List<String> plan(String query) throws SQLException {
    SqliteJournal.open(state, 1, Clock.systemUTC(), LifeCycleListener.NONE).close();
    List<String> plan = new ArrayList<>();
    try (Sql sql = Sql.reading(state.resolve("journal.db"));
        ResultSet row = sql.prepared("EXPLAIN QUERY PLAN " + query).executeQuery()) {
      while (row.next()) {
        plan.add(row.getString(4));
      }
    }
    return plan;
  }

  @Test
  void aDatasetIsFoundByItsNameAndByItsBase() throws SQLException {
    assertThat(plan(DatasetRows.BY_NAME))
        .singleElement()
        .asString()
        .startsWith("SEARCH d USING INDEX")
        .endsWith("(scope=? AND name=?)");
    assertThat(plan(DatasetRows.BY_BASE))
        .containsExactly("SEARCH d USING INDEX datasets_by_base (scope=? AND base=?)");
  }

  @Test
  void whatKeepsADatasetFromBeingClosedIsFoundAmongItsOwnFiles() throws SQLException {
    assertThat(plan(Memberships.UNREGISTERED))
        .contains("SEARCH m USING COVERING INDEX memberships_by_dataset (dataset=?)")
        .contains("SEARCH f USING INTEGER PRIMARY KEY (rowid=?)");
  }

  @Test
  void filesOfANightGoAlongTheirIndexAndSortNothing() throws SQLException {
    assertThat(plan(Nights.FILES))
        .hasSize(2)
        .first()
        .asString()
        .contains("memberships_by_night (night=? AND file>?)");
    assertThat(plan(Nights.OF_NIGHT)).anyMatch(line -> line.contains("memberships_by_night"));
  }

  @Test
  void unclosedDatasetsGoAlongAnIndexOfTheirOwn() throws SQLException {
    assertThat(plan(Nights.UNCLOSED))
        .anyMatch(line -> line.contains("datasets_unclosed"))
        .anyMatch(line -> line.contains("memberships_by_dataset (dataset=?)"));
  }
}
