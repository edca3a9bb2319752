// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.JournalMark;
import org.ingestd.journal.statedir.StateDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the writer does between commits: writes SQLite's log back into the file, and notes beside
 * the journal how far it has come.
 */
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** 16 MiB of log: SQLite reads it whole after a crash, and readers search it. */
  private static final long PAGES = 4_000;

  private static final long MARK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Sql sql;
  private final StateDirectory directory;
  private final LifeCycleListener listener;
  private long pagesTried;
  private long marked = System.nanoTime();

  Upkeep(Sql sql, StateDirectory directory, LifeCycleListener listener) {
    this.sql = sql;
    this.directory = directory;
    this.listener = listener;
  }

  /** Something that SQLite may refuse. */
  interface Task {

    void run() throws SQLException;
  }

  /**
   * On a full disk: pages of the log that the file has room for are written back, and then the log
   * begins again at its start.
   */
  void makeRoom() throws SQLException {
    pagesInLog("PASSIVE");
  }

  void afterCommit() throws SQLException {
    checkpoint();
    if (System.nanoTime() - marked >= MARK_EVERY_NANOS) {
      mark(false);
    }
  }

  /** A long reader holds the log; then only what it grows by is worth another try. */
  private void checkpoint() throws SQLException {
    long pages = pagesInLog("NOOP");
    if (pages < pagesTried) {
      pagesTried = 0;
    }
    if (pages - pagesTried >= PAGES) {
      pagesTried = pages;
      pagesInLog("PASSIVE");
    }
  }

  private long pagesInLog(String mode) throws SQLException {
    try (ResultSet row = sql.prepared("PRAGMA wal_checkpoint(" + mode + ")").executeQuery()) {
      row.next();
      return row.getLong(2);
    } catch (SQLException e) {
      // The driver has finalised the statement; kept, it would fail for ever after.
      sql.forget();
      throw e;
    }
  }

  /**
   * Notes generation and commits, which are durable in the journal by now. A full disk must not
   * stop the journal: then the older note stays, which claims less.
   *
   * @return whether it is written
   */
  boolean mark(boolean closed) throws SQLException {
    try {
      requireMark(closed);
      return true;
    } catch (IOException e) {
      LOG.warn("The note beside the journal could not be written.", e);
      return false;
    }
  }

  /** The same where nothing can go on without. */
  void requireMark(boolean closed) throws SQLException, IOException {
    marked = System.nanoTime();
    try (ResultSet row = sql.prepared("SELECT generation, commits FROM meta").executeQuery()) {
      row.next();
      listener.marking();
      directory.write(new JournalMark(row.getString(1), row.getLong(2), closed));
      listener.marked();
    }
  }

  /** The last note. Until it is written, the log must stay. */
  boolean finish() throws SQLException {
    pagesInLog("PASSIVE");
    return mark(true);
  }
}
