// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalException.Kind;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Faults;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.journal.statedir.JournalLock;
import org.ingestd.journal.statedir.StateDirectory;

/** Opens journals kept in SQLite. */
public final class SqliteJournal {

  private SqliteJournal() {}

  /**
   * Opens or creates {@code journal.db} in the state directory and locks it.
   *
   * @param largeFrom files of this size in bytes and more are of the large class
   * @throws JournalException LOCKED naming the holder, or of any other kind
   */
  public static Journal open(Path state, long largeFrom, Clock clock, LifeCycleListener listener) {
    StateDirectory directory = new StateDirectory(state);
    Path file = directory.journal();
    try {
      directory.prepare();
      JournalLock lock = JournalLock.acquire(directory, clock.instant());
      try {
        Sql sql = new Opening(directory, Schema.NEWEST, listener).open(largeFrom);
        Upkeep upkeep = new Upkeep(sql, directory, listener);
        Writer writer = new Writer(file, new Transaction(sql, largeFrom), upkeep, listener);
        Readings readings = new Readings(file, () -> Sql.reading(file));
        writer.start();
        return new OpenJournal(clock, writer, readings, new Shutdown(sql, upkeep, lock));
      } catch (IOException | SQLException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Faults.told(file, e);
    } catch (IOException e) {
      throw Faults.told(file, e);
    }
  }

  /**
   * For verbs beside a running daemon, or without one. Creates nothing.
   *
   * @return empty if there is no journal yet
   * @throws JournalException DAMAGED, NEWER, NOT_PERMITTED or IO
   */
  public static Optional<JournalReader> openReadOnly(Path state) {
    StateDirectory directory = new StateDirectory(state);
    Path file = directory.journal();
    boolean atRest;
    try {
      if (!StateDirectory.isThere(file)) {
        return Optional.empty();
      }
      atRest = !StateDirectory.isThere(directory.log());
    } catch (IOException e) {
      throw Faults.told(file, e);
    }
    Readings readings =
        atRest && !Files.isWritable(state)
            ? new Readings(file, () -> Sql.immutable(file))
            : new Readings(file, () -> Sql.reading(file));
    try {
      if (readings.read(sql -> isReadable(sql, file))) {
        return Optional.of(new SqliteReader(readings));
      }
      readings.close();
      return Optional.empty();
    } catch (RuntimeException e) {
      readings.close();
      throw e;
    }
  }

  private static boolean isReadable(Sql sql, Path file) throws SQLException {
    if (Schema.isEmpty(sql)) {
      return false;
    }
    long version = Schema.NEWEST.versionOf(sql, file);
    if (version < Schema.NEWEST.version()) {
      throw new JournalException(
          Kind.DAMAGED,
          "The journal %s still has version %d; start the daemon once, it will bring it to %d."
              .formatted(file, version, Schema.NEWEST.version()));
    }
    return true;
  }
}
