// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.demo.MockTelescopeRun;
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

  @Option(names = "--rate", paramLabel = "N", description = "Files a second; default: 2.")
  private double rate = 2;

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
      names = "--manifest",
      paramLabel = "FILE",
      description = "Where the true checksums go, a JSON object a line; default: standard output.")
  private @Nullable Path manifest;

  @Override
  public Integer call() throws Exception {
    MockTelescopeRun.Amount amount = new MockTelescopeRun.Amount(rate, files, seconds, size, seed);
    return new MockTelescopeRun(terminal(false))
        .run(new MockTelescopeRun.Wanted(directory, profiles, finishing, amount, faults), manifest);
  }
}
