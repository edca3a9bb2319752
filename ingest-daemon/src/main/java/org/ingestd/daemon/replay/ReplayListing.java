// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.replay.ReplayView;

/** {@code replay --list}: what the journal knows, whether or not a daemon runs. */
public final class ReplayListing {

  private final Terminal terminal;

  public ReplayListing(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With {@code --json} an object a line. */
  public int print() throws ConfigurationRefused, VerbFailed {
    Optional<JournalReader> journal =
        OpenJournal.readOnly(terminal, Configuration.read(terminal.configFile()).config());
    if (journal.isEmpty()) {
      return Exit.OK;
    }
    try (JournalReader reader = journal.get()) {
      List<ReplayView> all = reader.allReplays().stream().map(ReplayView::of).toList();
      if (terminal.json()) {
        all.forEach(replay -> terminal.out().println(Json.line(replay)));
      } else if (!all.isEmpty()) {
        print(all);
      }
    }
    return Exit.OK;
  }

  private void print(List<ReplayView> all) {
    Table table = Table.headed("ID", "SOURCE", "WHICH", "STATE", "FILES", "LEFT", "WHO");
    for (ReplayView replay : all) {
      table.row(
          replay.id(),
          replay.wanted().source(),
          ReplayText.span(replay.wanted()),
          replay.state(),
          ReplayText.share(replay) + ReplayText.counts(replay.standing().counts(), ": "),
          ReplayText.duration(replay.standing().seconds()),
          replay.who());
    }
    table.print(terminal.out());
  }
}
