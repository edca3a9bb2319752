// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.sqlite.QueryPlans;
import org.junit.jupiter.api.Test;

/** What SQLite makes of the queries: none that runs often may go through the table or sort. */
final class PlansTest extends QueryPlans {

  @Test
  void claimsGoAlongTheirIndexAndSortNothing() throws SQLException {
    assertThat(plan(RowReader.DUE))
        .containsExactly(
            "SEARCH files USING INDEX files_due (state=? AND lane=? AND large=? AND due<?)");
  }

  @Test
  void filesOfADirectoryAreFoundThroughTheirIndex() throws SQLException {
    assertThat(plan(RowReader.BY_PATHS))
        .contains("SEARCH files USING INDEX files_by_path (dir_key=? AND name_key=?)");
    assertThat(plan(Lookup.KNOWN))
        .contains("SEARCH files USING INDEX files_by_path (dir_key=? AND name_key=?)");
  }

  @Test
  void filesAreFoundByIdAndByDidThroughTheirIndexes() throws SQLException {
    assertThat(plan(RowReader.BY_IDS)).contains("SEARCH files USING INTEGER PRIMARY KEY (rowid=?)");
    assertThat(plan(RowReader.BY_DIDS))
        .contains("SEARCH files USING INDEX files_by_did (did_key=?)");
    assertThat(plan(Others.OF_DIDS))
        .contains("SEARCH files EXISTS USING INDEX files_by_did (did_key=?)");
  }

  @Test
  void registeredFilesAreFoundByTheirInodeThroughAnIndexOfTheirOwn() throws SQLException {
    assertThat(plan(RowReader.BY_INODES))
        .contains("SEARCH files USING INDEX files_by_inode (inode=?)");
  }

  @Test
  void filesOfTheSameContentAreFoundThroughAnIndexOfThoseWithTellingDigests() throws SQLException {
    assertThat(plan(RowReader.BY_CONTENT))
        .contains("SEARCH files USING INDEX files_by_content (size=? AND digests=?)");
    assertThat(plan(Others.OF_CONTENTS))
        .contains("SEARCH files EXISTS USING INDEX files_by_content (size=? AND digests=?)");
  }

  @Test
  void theOldestOfAStateIsTheFirstOfItsIndex() throws SQLException {
    assertThat(plan(Overview.TALLIES))
        .contains("SEARCH f USING COVERING INDEX files_by_state (source=? AND state=?)");
  }

  @Test
  void pagesGoAlongTheTableUnlessAStateIsRare() throws SQLException {
    FileQuery query =
        new FileQuery(
            Optional.empty(), Set.of(FileState.SAFE), Optional.empty(), Optional.empty(), 0, 9);

    assertThat(plan(FilePage.statement(sql, query, List.of(1, 2))).get(0))
        .startsWith("SEARCH files USING INDEX files_by_state (source=? AND state=?");
    sql.execute("INSERT INTO tallies VALUES (1, 6, 1000000, 0)");
    assertThat(plan(FilePage.statement(sql, query, List.of(1, 2))))
        .containsExactly("SEARCH files USING INTEGER PRIMARY KEY (rowid>?)");
  }

  @Test
  void metadataThatAreDueGoAlongTheirIndexAndSortNothing() throws SQLException {
    assertThat(plan(MetadataRows.DUE))
        .containsExactly("SEARCH metadata USING INDEX metadata_due (due>? AND due<?)");
  }

  @Test
  void whatIsDueTooLateIsFoundThroughIndexes() throws SQLException {
    assertThat(plan(DueRows.ANY))
        .contains(
            "SEARCH files USING COVERING INDEX files_due (state=? AND lane=? AND large=? AND due>?)",
            "SEARCH metadata USING COVERING INDEX metadata_due (due>?)")
        .noneMatch(line -> line.startsWith("SCAN files") || line.startsWith("SCAN metadata"));
  }

  @Test
  void aHistoryLiesTogether() throws SQLException {
    assertThat(plan(Overview.HISTORY)).containsExactly("SEARCH history USING PRIMARY KEY (file=?)");
  }
}
