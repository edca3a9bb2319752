// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.orders.SiteCommand;
import org.ingestd.daemon.reports.SourceListing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sources",
    description = "Where files come from.",
    subcommands = {
      SourcesVerb.ListSources.class,
      SourcesVerb.Pause.class,
      SourcesVerb.Resume.class,
      SourcesVerb.Rescan.class
    })
public final class SourcesVerb {

  @Command(name = "list", description = "All sources, with what is known of them.")
  static final class ListSources extends Verb {

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new SourceListing(terminal(json.wanted)).print();
    }
  }

  /** What the acting verbs share. */
  abstract static class Acting extends Verb {

    @Parameters(paramLabel = "SOURCE", description = "Its name.")
    private String source = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; it is shown with your user name.")
    private String reason = "";

    @Mixin private JsonOption json = new JsonOption();

    Integer turn(SourceTurn turn) throws Exception {
      return new SiteCommand(terminal(json.wanted)).turn(source, turn, reason);
    }
  }

  @Command(
      name = "pause",
      description =
          "Takes up nothing new of a source and believes nothing of it gone, also after a restart,"
              + " until it is resumed. Files that are known go on.")
  static final class Pause extends Acting {
    @Override
    public Integer call() throws Exception {
      return turn(SourceTurn.PAUSE);
    }
  }

  @Command(name = "resume", description = "Ends a pause, and looks at the source at once.")
  static final class Resume extends Acting {
    @Override
    public Integer call() throws Exception {
      return turn(SourceTurn.RESUME);
    }
  }

  @Command(
      name = "rescan",
      description =
          "Looks now at all directories of a source and at every file that is registered.")
  static final class Rescan extends Acting {
    @Override
    public Integer call() throws Exception {
      return turn(SourceTurn.RESCAN);
    }
  }
}
