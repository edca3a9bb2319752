// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.LifeCycleListener;

/** Opens journals kept in SQLite. */
public final class SqliteJournal {

  private SqliteJournal() {}

  /**
   * Opens or creates {@code journal.db} in the state directory and locks it.
   *
   * @param largeFrom files of this size in bytes and more are of the large class
   * @throws JournalException LOCKED naming the holder, DAMAGED, NEWER or IO
   */
  public static Journal open(Path state, long largeFrom, Clock clock, LifeCycleListener listener) {
    throw new UnsupportedOperationException("" + state + largeFrom + clock + listener);
  }

  /**
   * For verbs beside a running daemon, or without one. Creates nothing.
   *
   * @return empty if there is no journal yet
   */
  public static Optional<JournalReader> openReadOnly(Path state) {
    throw new UnsupportedOperationException(state.toString());
  }
}
