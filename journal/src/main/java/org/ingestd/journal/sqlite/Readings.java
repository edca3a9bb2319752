// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.ingestd.journal.sqlite.tables.Faults;
import org.ingestd.journal.sqlite.tables.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that only read, beside the writing one. Each reading is one short transaction:
 * it sees one state of the journal, and the log can be written back soon after.
 */
final class Readings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);
  private static final int CONNECTIONS = 4;

  /** Opens one more connection. */
  interface Opener {

    Sql open() throws SQLException;
  }

  /** Reads within one transaction. */
  interface Reading<T> {

    T read(Sql sql) throws SQLException;
  }

  private final Path file;
  private final Opener opener;
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final Deque<Sql> idle = new ArrayDeque<>();
  private boolean closed;

  Readings(Path file, Opener opener) {
    this.file = file;
    this.opener = opener;
  }

  <T> T read(Reading<T> reading) {
    places.acquireUninterruptibly();
    try {
      Sql sql = take();
      T result = inTransaction(sql, reading);
      giveBack(sql);
      return result;
    } catch (SQLException e) {
      throw Faults.told(file, e);
    } finally {
      places.release();
    }
  }

  /** A connection whose reading failed is closed: who knows what it still holds. */
  private static <T> T inTransaction(Sql sql, Reading<T> reading) throws SQLException {
    boolean done = false;
    try {
      sql.prepared("BEGIN").execute();
      T result = reading.read(sql);
      sql.prepared("COMMIT").execute();
      done = true;
      return result;
    } finally {
      if (!done) {
        sql.close();
      }
    }
  }

  private Sql take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new IllegalStateException("The journal is closed");
      }
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return opener.open();
  }

  private void giveBack(Sql sql) {
    synchronized (idle) {
      idle.push(sql);
    }
  }

  /** Waits for readings that are under way. */
  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    places.acquireUninterruptibly(CONNECTIONS);
    for (Sql sql : idle) {
      try {
        sql.close();
      } catch (SQLException e) {
        LOG.warn("A reading connection to {} could not be closed.", file, e);
      }
    }
    idle.clear();
    places.release(CONNECTIONS);
  }
}
