// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.ingestd.journal.sqlite.QueryPlans;
import org.junit.jupiter.api.Test;

/** The page asks every few seconds, however many files there are. */
final class ArrivalRowsTest extends QueryPlans {

  @Test
  void theNewestFilesAreFoundByTheirIdsAndNothingOfTheirTableIsGoneThrough() throws SQLException {
    assertThat(plan(ArrivalRows.LATEST))
        .containsExactly(
            "SCAN newest",
            "SEARCH files USING INTEGER PRIMARY KEY (rowid=?)",
            "CORRELATED SCALAR SUBQUERY 1",
            "SEARCH h USING PRIMARY KEY (file=? AND n=?)");
  }
}
