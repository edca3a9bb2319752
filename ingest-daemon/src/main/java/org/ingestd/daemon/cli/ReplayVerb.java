// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ingestd.daemon.acting.ReplayTurn;
import org.ingestd.daemon.replay.ReplayCommand;
import org.ingestd.daemon.replay.ReplayListing;
import org.ingestd.daemon.replay.Wish;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description =
        "Puts what is on disk onto the backlog lane: unknown and waiting files, and what was gone"
            + " and is there again. What is registered is left. Repeating it changes nothing.")
public final class ReplayVerb extends Verb {

  @Option(names = "--source", paramLabel = "SOURCE", description = "Whose files.")
  private @Nullable String source;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "2026-01-21: that night and later, by the source's naming; 2026-01-21T18:00:00Z: files"
              + " last written then or later. Default: from the beginning.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "2026-01-22: up to that night and with it; 2026-01-22T06:00:00Z: files last written"
              + " before then. Default: without end.")
  private @Nullable String to;

  @Option(
      names = "--pattern",
      paramLabel = "GLOB",
      description = "Only paths below the source that match, e.g. '**/*.fits.fz'.")
  private @Nullable String pattern;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Puts at most so many files a second there; default: as fast as it goes.")
  private @Nullable String rate;

  @Option(names = "--dry-run", description = "Only says what it would do to how many files.")
  private boolean dryRun;

  @Option(
      names = "--no-wait",
      description = "Ends when the request is noted; the daemon, or the next one, does it.")
  private boolean noWait;

  @Option(names = "--list", description = "Shows all replays and how far they are.")
  private boolean list;

  @Option(names = "--pause", paramLabel = "ID", description = "Stops it until it is resumed.")
  private @Nullable Long pause;

  @Option(names = "--resume", paramLabel = "ID", description = "Lets it go on where it was.")
  private @Nullable Long resume;

  @Option(
      names = "--cancel",
      paramLabel = "ID",
      description = "Ends it; what is on the backlog lane stays there.")
  private @Nullable Long cancel;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    long asked =
        Stream.of(source, list ? Boolean.TRUE : null, pause, resume, cancel)
            .filter(Objects::nonNull)
            .count();
    if (asked != 1) {
      throw new VerbFailed(
          Exit.USAGE, "Say one of --source, --list, --pause, --resume and --cancel.");
    }
    if (source == null && isRequestGiven()) {
      throw new VerbFailed(
          Exit.USAGE, "--from, --to, --pattern, --rate and --dry-run go with --source.");
    }
    if (list) {
      return new ReplayListing(terminal(json.wanted)).print();
    }
    ReplayCommand command = new ReplayCommand(terminal(json.wanted), noWait);
    return source == null
        ? turn(command)
        : command.begin(new Wish(source, from, to, pattern, rate), dryRun);
  }

  private boolean isRequestGiven() {
    return dryRun
        || List.of(from == null, to == null, pattern == null, rate == null).contains(false);
  }

  private int turn(ReplayCommand command) throws Exception {
    if (pause != null) {
      return command.turn(pause, ReplayTurn.PAUSE);
    }
    return resume == null
        ? command.turn(Objects.requireNonNull(cancel), ReplayTurn.CANCEL)
        : command.turn(resume, ReplayTurn.RESUME);
  }
}
