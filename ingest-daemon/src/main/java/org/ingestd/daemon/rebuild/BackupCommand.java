// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.ConfigurationRefused;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.sqlite.Backup;

/** The verb {@code journal backup}. */
public final class BackupCommand {

  private final Terminal terminal;

  public BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the exit code. */
  public int write(Path target) throws ConfigurationRefused, VerbFailed, IOException {
    Config config = Configuration.read(terminal.configFile()).config();
    Optional<JournalReader> journal = OpenJournal.readOnly(terminal, config);
    if (journal.isEmpty()) {
      return Exit.DATA;
    }
    journal.get().close();
    try {
      Backup.Copy copy = Backup.write(config.host().state(), target);
      terminal
          .out()
          .printf(
              "%s: %d files, as after %d changes; read back and sound.%n",
              target, copy.files(), copy.commits());
      return Exit.OK;
    } catch (FileAlreadyExistsException e) {
      throw new VerbFailed(
          Exit.CANNOT_CREATE, target + " is there already; name another file, or remove it.");
    }
  }
}
