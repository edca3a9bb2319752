// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.ingestd.journal.sqlite.QueryPlans;
import org.junit.jupiter.api.Test;

/** What SQLite makes of the questions about datasets: those asked often go along indexes. */
final class DatasetPlansTest extends QueryPlans {

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
  void theNewestNightIsTheLastOfItsIndexAndCountedThere() throws SQLException {
    assertThat(plan(Nights.NEWEST))
        .containsExactly(
            "SEARCH memberships USING COVERING INDEX memberships_by_night (night=?)",
            "SCALAR SUBQUERY 1",
            "SEARCH memberships USING COVERING INDEX memberships_by_night (night<?)");
  }

  @Test
  void unclosedDatasetsGoAlongAnIndexOfTheirOwn() throws SQLException {
    assertThat(plan(Nights.UNCLOSED))
        .anyMatch(line -> line.contains("datasets_unclosed"))
        .anyMatch(line -> line.contains("memberships_by_dataset (dataset=?)"));
  }
}
