// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.ingestd.daemon.demo.MockTelescopeRun;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "mock-telescope",
    description = "Writes valid instrument files into a directory, for demonstrations.")
public final class MockTelescopeVerb extends Verb {

  @Parameters(paramLabel = "DIR", description = "Where to; the profiles' folders go below it.")
  private Path directory = Path.of(".");

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      split = ",",
      description = "lst, magic, ctao or lofar; default: all in turn.")
  private List<String> profiles = List.of();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Files a second; default: 2, with --nights as fast as it goes.")
  private @Nullable Double rate;

  @Option(names = "--files", paramLabel = "N", description = "How many; default: without end.")
  private long files;

  @Option(names = "--seconds", paramLabel = "S", description = "How long; default: without end.")
  private long seconds;

  @Option(
      names = "--finish",
      paramLabel = "WAY",
      split = ",",
      description = "rename, trigger or slow; default: rename,slow.")
  private List<String> finishing = List.of("rename", "slow");

  @Option(names = "--faults", description = "Every fifth file is broken or odd.")
  private boolean faults;

  @Option(names = "--seed", paramLabel = "N", description = "The same seed, the same files.")
  private long seed = 1;

  @Option(names = "--size", paramLabel = "FACTOR", description = "Factor on the usual sizes.")
  private double size = 1;

  @Option(
      names = "--nights",
      paramLabel = "N",
      description = "A backlog: spreads --files over so many past nights, with mtimes of then.")
  private @Nullable Integer nights;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "First of these nights; default: so that the last one is three days ago.")
  private @Nullable LocalDate since;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Where the true checksums go, a JSON object a line; default: standard output.")
  private @Nullable Path manifest;

  @Override
  public Integer call() throws Exception {
    if (since != null && nights == null) {
      throw new VerbFailed(Exit.USAGE, "--since goes with --nights.");
    }
    double usual = nights == null ? 2 : 0;
    MockTelescopeRun.Amount amount =
        new MockTelescopeRun.Amount(rate == null ? usual : rate, files, seconds, size, seed);
    MockTelescopeRun.Past past = nights == null ? null : new MockTelescopeRun.Past(nights, since);
    return new MockTelescopeRun(terminal(false))
        .run(
            new MockTelescopeRun.Wanted(directory, profiles, finishing, amount, faults, past),
            manifest);
  }
}
