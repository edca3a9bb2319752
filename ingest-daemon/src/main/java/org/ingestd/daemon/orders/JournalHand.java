// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.ingestd.daemon.acting.Acted;
import org.ingestd.daemon.acting.Actions;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;

/** Writes into the journal itself; its lock keeps every daemon away meanwhile. */
final class JournalHand implements Hand {

  private final Journal journal;
  private final Actions actions;

  private JournalHand(Journal journal) {
    this.journal = journal;
    this.actions = new Actions(journal, Clock.systemUTC());
  }

  /**
   * @throws VerbFailed if we are another user than the one whose journal it is: files that we would
   *     leave behind could keep the daemon from starting
   */
  static JournalHand open(Config config) throws VerbFailed, IOException {
    Path state = config.host().state();
    OpenJournal.requireOurs(state);
    return new JournalHand(
        SqliteJournal.open(
            state, config.limits().largeFrom().bytes(), Clock.systemUTC(), LifeCycleListener.NONE));
  }

  @Override
  public Acted act(long id, Order order) throws VerbFailed {
    return actions
        .act(id, order)
        .orElseThrow(() -> new VerbFailed(Exit.DATA, "The journal knows no file " + id + "."));
  }

  @Override
  public void close() {
    journal.close();
  }
}
