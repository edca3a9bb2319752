// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.rse.Did;

/** Whether every row can be read as a file and be found again by the keys that lead to it. */
final class Readability {

  private static final int SHOWN = 20;
  private static final String KEYED =
      "SELECT " + RowReader.COLUMNS + ", dir_key, name_key, did_key FROM files NOT INDEXED";
  private static final int FIRST_KEY = RowReader.COLUMNS.split(",").length + 1;

  private Readability() {}

  static List<String> faults(Sql sql) throws SQLException {
    RowReader reader = new RowReader(sql);
    List<String> faults = new ArrayList<>();
    try (ResultSet row = sql.prepared(KEYED).executeQuery()) {
      while (row.next() && faults.size() < SHOWN) {
        try {
          if (!leadsTo(row, reader.file(row))) {
            faults.add("File %d cannot be found by its path or DID.".formatted(row.getLong(1)));
          }
        } catch (SQLException | RuntimeException e) {
          faults.add("File %d cannot be read: %s".formatted(row.getLong(1), e.getMessage()));
        }
      }
    }
    return faults;
  }

  private static boolean leadsTo(ResultSet row, JournalFile file) throws SQLException {
    byte[] path = file.key().path().bytes();
    Did did = file.identity().did();
    long didKey = row.getLong(FIRST_KEY + 2);
    return row.getLong(FIRST_KEY) == Keys.directory(row.getInt(2), path)
        && row.getInt(FIRST_KEY + 1) == Keys.name(path)
        && (did == null || Keys.did(did) == didKey);
  }
}
