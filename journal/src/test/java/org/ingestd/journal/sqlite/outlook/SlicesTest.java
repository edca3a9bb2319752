// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.FileFilter;
import org.ingestd.journal.outlook.FileSlice;
import org.ingestd.journal.outlook.SliceStart;
import org.ingestd.journal.sqlite.QueryPlans;
import org.ingestd.journal.sqlite.outlook.Slices.Way;
import org.junit.jupiter.api.Test;

/** No slice costs more than a look at so many rows, whatever is asked for. */
final class SlicesTest extends QueryPlans {

  private static FileFilter filter(FileState state) {
    return new FileFilter(Optional.empty(), Set.of(state), Optional.empty(), Optional.empty());
  }

  private static FileFilter filter(String text) {
    return new FileFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.of(text));
  }

  private String statement(FileFilter filter, boolean down) throws SQLException {
    List<Integer> sources = List.of(1, 2);
    return Slices.statement(filter, sources, Slices.way(sql, filter, sources), down);
  }

  @Test
  void rareStatesAndProblemsAreFoundThroughTheirIndexes() throws SQLException {
    FileFilter problem =
        new FileFilter(
            Optional.empty(), Set.of(), Optional.of(ProblemCode.EMPTY), Optional.empty());

    assertThat(plan(statement(filter(FileState.SAFE), true)).get(0))
        .startsWith("SEARCH files USING INDEX files_by_state (source=? AND state=?");
    assertThat(plan(statement(problem, true)).get(0))
        .startsWith("SEARCH files USING INDEX files_by_problem (problem=?");
    assertThat(plan(Troubles.EXAMPLES))
        .containsExactly("SEARCH files USING INDEX files_by_problem (problem=?)");
  }

  @Test
  void otherwiseAPieceOfTheTableIsGoneThroughAndNothingSorted() throws SQLException {
    sql.execute("INSERT INTO tallies VALUES (1, 6, 1000000, 0)");

    assertThat(Slices.way(sql, filter(FileState.SAFE), List.of(1, 2))).isEqualTo(Way.BY_ID);
    for (FileFilter filter : List.of(filter(FileState.SAFE), filter("x"), FileFilter.ALL)) {
      assertThat(plan(statement(filter, true)))
          .containsExactly("SEARCH files USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
    }
  }

  @Test
  void whatOperatorsDidIsReadFromTheEndWithoutSorting() throws SQLException {
    assertThat(plan(CopyRows.TALLIES)).contains("SEARCH copies USING PRIMARY KEY (at>?)");
    assertThat(plan(CopyRows.ADD))
        .containsSubsequence(
            "SEARCH d USING COVERING INDEX sqlite_autoindex_datasets_1 (scope=? AND name=?)",
            "SEARCH m USING COVERING INDEX memberships_by_dataset (dataset=?)",
            "SEARCH f USING INTEGER PRIMARY KEY (rowid=?)",
            "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)");
    assertThat(plan(RuleTallies.TALLIES))
        .noneMatch(step -> step.startsWith("SCAN f") || step.startsWith("SCAN m"));
    assertThat(plan(SourceActs.PAGE))
        .containsExactly("SEARCH source_acts USING INTEGER PRIMARY KEY (rowid<?)");
    assertThat(plan(Acts.PAGE))
        .contains("SEARCH a USING INTEGER PRIMARY KEY (rowid<?)")
        .contains("SEARCH h USING PRIMARY KEY (file=? AND n=?)")
        .noneMatch(line -> line.contains("TEMP B-TREE"));
  }

  @Test
  void aSearchThatFindsNothingGoesOnWhereItStopped() throws SQLException {
    sql.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250000)"
            + " INSERT INTO files (id, source, path, dir_key, name_key, state, since, reason,"
            + " generation, lane, attempts, device, inode, size, mtime, ctime, large, registered,"
            + " lines) SELECT i, 1, CAST('f' || i AS BLOB), 1, i, 1, 0, 'seen', 1, 0, 0, 1, i, 1,"
            + " 0, 0, 0, 0, 0 FROM n");
    FileSlice first = Slices.run(sql, filter("f99"), SliceStart.NEWEST, 200);
    FileSlice none = Slices.run(sql, filter("nowhere"), SliceStart.NEWEST, 200);
    FileSlice second =
        Slices.run(sql, filter("nowhere"), new SliceStart(true, 250_001 - Slices.WINDOW), 200);
    FileSlice last = Slices.run(sql, filter("f1"), new SliceStart(true, 10), 200);

    assertThat(first.files()).isEmpty();
    assertThat(none.after()).isEqualTo(250_001 - Slices.WINDOW);
    assertThat(second.after()).isEqualTo(250_001 - 2 * Slices.WINDOW);
    assertThat(last.files()).hasSize(1);
    assertThat(last.after()).isNull();
    assertThat(Slices.run(sql, filter("f99"), new SliceStart(false, 0), 200).after())
        .as("a full slice ends at its last file")
        .isEqualTo(99_088);
  }
}
