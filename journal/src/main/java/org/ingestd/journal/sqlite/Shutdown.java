// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.JournalLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a journal, once. SQLite removes its log when the last connection is closed, and a
 * missing log means a lost one unless the mark says that the journal was closed in order; so
 * without that mark the connection is left to the end of the process, as in a crash. So it is after
 * a disk error, too: the next start shall look at what is there.
 */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Sql sql;
  private final Upkeep upkeep;
  private final JournalLock lock;
  private final AtomicBoolean done = new AtomicBoolean();

  Shutdown(Sql sql, Upkeep upkeep, JournalLock lock) {
    this.sql = sql;
    this.upkeep = upkeep;
    this.lock = lock;
  }

  /**
   * @param sound whether all that was accepted is known to be on the disk
   */
  void end(boolean sound) {
    if (done.getAndSet(true)) {
      return;
    }
    try {
      if (sound && upkeep.finish()) {
        sql.close();
      }
    } catch (SQLException e) {
      LOG.error("The journal was not closed in order; the next start will check it.", e);
    }
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("The lock of the journal could not be closed; it ends with the process.", e);
    }
  }
}
