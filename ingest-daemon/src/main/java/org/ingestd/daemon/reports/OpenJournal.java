// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.sqlite.SqliteJournal;

/** The journal for verbs that only read, beside a running daemon or without one. */
public final class OpenJournal {

  private OpenJournal() {}

  /**
   * @return empty before the daemon's first start, which was said on stderr
   */
  public static Optional<JournalReader> readOnly(Terminal terminal, Config config)
      throws VerbFailed {
    Path state = config.host().state();
    if (Files.isDirectory(state) && !Files.isExecutable(state)) {
      throw new VerbFailed(
          Exit.NOT_PERMITTED,
          "The state directory " + state + " is closed to this user; use the daemon's.");
    }
    Optional<JournalReader> journal = SqliteJournal.openReadOnly(state);
    if (journal.isEmpty()) {
      terminal.say("no journal in " + state + " yet; the daemon was never started.");
    }
    return journal;
  }

  /** For verbs that can do without it; says nothing where there is none. */
  public static Optional<JournalReader> ifThere(Config config) {
    Path state = config.host().state();
    return Files.isReadable(state) ? SqliteJournal.openReadOnly(state) : Optional.empty();
  }

  /**
   * For verbs that write: files that another user leaves behind could keep the daemon from
   * starting.
   *
   * @throws VerbFailed if the state directory is not this user's
   */
  public static void requireOurs(Path state) throws VerbFailed, IOException {
    Object owner = Files.getAttribute(state, "unix:uid");
    if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new VerbFailed(
          Exit.NOT_PERMITTED,
          "The state directory "
              + state
              + " belongs to "
              + Files.getOwner(state)
              + " and no daemon runs; act as that user (sudo -u), or start the daemon.");
    }
  }
}
