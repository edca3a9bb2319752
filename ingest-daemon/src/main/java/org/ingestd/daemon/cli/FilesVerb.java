// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.util.List;
import org.ingestd.daemon.acting.Act;
import org.ingestd.daemon.orders.OrderCommand;
import org.ingestd.daemon.reports.FileListing;
import org.ingestd.daemon.reports.FileReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "files",
    description = "Shows single files, and acts on them.",
    subcommands = {
      FilesVerb.ListFiles.class,
      FilesVerb.Show.class,
      FilesVerb.History.class,
      FilesVerb.Accept.class,
      FilesVerb.Retry.class,
      FilesVerb.Hold.class,
      FilesVerb.Release.class
    })
public final class FilesVerb {

  @Command(name = "list", description = "All files, or those of a source or state.")
  static final class ListFiles extends Verb {

    @Option(names = "--source", paramLabel = "SOURCE", description = "Only files of this source.")
    private @Nullable String source;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        split = ",",
        description = "Only files in this state; may be given several times.")
    private List<String> states = List.of();

    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "Only files in their state since then: 2026-01-21T18:00:00Z, or 24h ago.")
    private @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many; default: all.")
    private long limit = Long.MAX_VALUE;

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      FileListing.Wanted wanted = new FileListing.Wanted(source, states, since, limit);
      return new FileListing(wanted, terminal(json.wanted)).print();
    }
  }

  @Command(name = "show", description = "One file: history, rules, copies, what is in its way.")
  static final class Show extends Verb {

    @Parameters(paramLabel = "PATH|ID", description = "Full path, path below its source, or id.")
    private String which = "";

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new FileReport(terminal(json.wanted)).show(which);
    }
  }

  @Command(name = "history", description = "How one file came where it is.")
  static final class History extends Verb {

    @Parameters(paramLabel = "PATH|ID", description = "Full path, path below its source, or id.")
    private String which = "";

    @Mixin private JsonOption json = new JsonOption();

    @Override
    public Integer call() throws Exception {
      return new FileReport(terminal(json.wanted)).history(which);
    }
  }

  /** What the acting verbs share. */
  abstract static class Acting extends Verb {

    @Parameters(
        paramLabel = "PATH|ID",
        arity = "1..*",
        description = "Full paths, paths below their source, or ids.")
    private List<String> which = List.of();

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; it goes into the history with your user name.")
    private String reason = "";

    @Mixin private JsonOption json = new JsonOption();

    Integer give(Act act) throws Exception {
      return new OrderCommand(terminal(json.wanted)).give(act, which, reason);
    }
  }

  @Command(
      name = "accept",
      description =
          "Takes note that a problem is known and nothing more is to be done: the alarm ends, what is"
              + " registered stays as it is, and the file is not taken up again.")
  static final class Accept extends Acting {
    @Override
    public Integer call() throws Exception {
      return give(Act.ACCEPT);
    }
  }

  @Command(
      name = "retry",
      description =
          "Takes up again what waits or needed a person; due now. A registered file that was lost,"
              + " changed or replaced is read once, and goes on if its bytes are the registered ones.")
  static final class Retry extends Acting {
    @Override
    public Integer call() throws Exception {
      return give(Act.RETRY);
    }
  }

  @Command(name = "hold", description = "Keeps files where they are until they are released.")
  static final class Hold extends Acting {
    @Override
    public Integer call() throws Exception {
      return give(Act.HOLD);
    }
  }

  @Command(name = "release", description = "Ends a hold: the files go on where they were.")
  static final class Release extends Acting {
    @Override
    public Integer call() throws Exception {
      return give(Act.RELEASE);
    }
  }
}
