// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpkeepTest {

  @TempDir private Path folder;

  /** As on a full disk, after which the log was never written back until the next start. */
  @Test
  void oneFailedWritingBackOfTheLogIsNotTheEndOfItAll() throws SQLException {
    try (Sql sql = Sql.writing(folder.resolve("journal.db"))) {
      sql.execute("CREATE TABLE t (x)");
      Upkeep upkeep = new Upkeep(sql, new StateDirectory(folder), LifeCycleListener.NONE);
      upkeep.makeRoom();
      // What the driver does with a statement that met a full disk.
      sql.prepared("PRAGMA wal_checkpoint(PASSIVE)").close();
      assertThatThrownBy(upkeep::makeRoom).isInstanceOf(SQLException.class);

      upkeep.makeRoom();

      assertThat(sql.number("PRAGMA wal_checkpoint(TRUNCATE)")).isZero();
    }
  }
}
