// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.nio.file.Path;
import org.ingestd.daemon.demo.Demo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "A mock telescope, a catalogue and the daemon in one process and one folder; nothing to"
            + " configure. Ends with a table that was checked file by file.")
public final class DemoVerb extends Verb {

  @Option(names = "--files", paramLabel = "N", description = "How many; default: 200.")
  private long files = 200;

  @Option(names = "--rate", paramLabel = "R", description = "Files a second; default: 20.")
  private double rate = 20;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Writes for so long, instead of a number of files.")
  private long seconds;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where everything goes and stays; must be empty or not there yet.")
  private @Nullable Path directory;

  @Option(names = "--keep", description = "Leaves the temporary folder.")
  private boolean keep;

  @Option(names = "--seed", paramLabel = "N", description = "The same seed, the same files.")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    return new Demo(terminal(false))
        .run(new Demo.Wanted(files, rate, seconds, seed), directory, keep);
  }
}
