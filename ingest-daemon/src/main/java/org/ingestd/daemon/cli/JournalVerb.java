// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.ingestd.daemon.rebuild.BackupCommand;
import org.ingestd.daemon.rebuild.RebuildCommand;
import org.ingestd.daemon.reports.JournalCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "journal",
    description = "The daemon's memory.",
    subcommands = {JournalVerb.Check.class, JournalVerb.BackUp.class, JournalVerb.Rebuild.class})
public final class JournalVerb {

  @Command(name = "check", description = "Reads all of it and names what is wrong; exit 65 if so.")
  static final class Check extends Verb {

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new JournalCheck(terminal(json.wanted)).print();
    }
  }

  @Command(
      name = "backup",
      description =
          "Writes a copy of the journal, also while the daemon runs; it is read back before it gets"
              + " its name.")
  static final class BackUp extends Verb {

    @Parameters(paramLabel = "FILE", description = "Where to; must not be there yet.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws Exception {
      return new BackupCommand(terminal(false)).write(file.toAbsolutePath());
    }
  }

  @Command(
      name = "rebuild",
      description =
          "Makes a new journal from disk and Rucio where it is lost or damaged, and keeps the old one"
              + " beside it. No daemon may run.")
  static final class Rebuild extends Verb {

    @Option(
        names = "--even-if-it-opens",
        description = "Also if the journal opens: what only it remembers is set aside.")
    private boolean evenIfItOpens;

    @Override
    public Integer call() throws Exception {
      return new RebuildCommand(terminal(false), Clock.systemUTC()).rebuild(evenIfItOpens);
    }
  }
}
