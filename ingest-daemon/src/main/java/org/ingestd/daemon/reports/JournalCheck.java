// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.Json;
import org.ingestd.journal.JournalReader;

/** Checks the journal's memory and prints each fault. */
public final class JournalCheck {

  private final Terminal terminal;

  public JournalCheck(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The contract of {@code journal check --json}. */
  private record Outcome(String journal, boolean sound, List<String> faults) {}

  /** Returns the exit code. */
  public int print() throws ConfigurationRefused, VerbFailed {
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return Exit.OK;
    }
    List<String> faults;
    try (JournalReader reader = journal.get()) {
      faults = reader.check();
    }
    String where = config.host().state().toString();
    if (terminal.json()) {
      terminal.out().println(Json.line(new Outcome(where, faults.isEmpty(), faults)));
    } else if (faults.isEmpty()) {
      terminal.out().println("The journal in " + where + " is sound.");
    } else {
      faults.forEach(terminal.out()::println);
    }
    return faults.isEmpty() ? Exit.OK : Exit.DATA;
  }
}
