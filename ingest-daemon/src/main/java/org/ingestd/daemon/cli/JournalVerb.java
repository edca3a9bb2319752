// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.reports.JournalCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "journal",
    description = "The daemon's memory.",
    subcommands = {JournalVerb.Check.class})
public final class JournalVerb {

  @Command(name = "check", description = "Reads all of it and names what is wrong; exit 65 if so.")
  static final class Check extends Verb {

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new JournalCheck(terminal(json.wanted)).print();
    }
  }
}
