// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.ingestd.daemon.orders.SiteCommand;
import org.ingestd.daemon.reports.RuleListing;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rules",
    description = "Replication rules that the daemon made or adopted.",
    subcommands = {RulesVerb.ListRules.class, RulesVerb.Repair.class})
public final class RulesVerb {

  @Command(name = "list", description = "As they stood when Rucio was asked last; asks nobody.")
  static final class ListRules extends Verb {

    @Option(
        names = "--state",
        paramLabel = "STATE",
        split = ",",
        description =
            "Only rules in this state, as Rucio names it; GONE: deleted or expired. May be given"
                + " several times; default: all but GONE.")
    private List<String> states = List.of();

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      TreeSet<String> wanted = new TreeSet<>();
      states.forEach(state -> wanted.add(state.toUpperCase(Locale.ROOT)));
      return new RuleListing(wanted, terminal(json.wanted)).print();
    }
  }

  @Command(
      name = "repair",
      description =
          "Asks Rucio about the rules of all registered files: makes those that are gone again,"
              + " never a second one, and has stuck ones tried again. Exit 2 if one is still not as"
              + " it should be.")
  static final class Repair extends Verb {

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only this one; default: all.")
    private @Nullable String source;

    @Option(names = "--dry-run", description = "Only says what is wrong; changes nothing.")
    private boolean dryRun;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why; required without --dry-run. It goes into a file's history.")
    private @Nullable String reason;

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      if (reason == null && !dryRun) {
        throw new VerbFailed(Exit.USAGE, "Say --reason, or --dry-run.");
      }
      return new SiteCommand(terminal(json.wanted))
          .repair(source, dryRun, reason == null ? "" : reason);
    }
  }
}
