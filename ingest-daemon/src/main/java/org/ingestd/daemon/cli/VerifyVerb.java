// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.time.Clock;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.verify.VerifyCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description =
        "Compares disk, journal and Rucio, and names each difference with its evidence; exit 2 if"
            + " there is one. Changes nothing.")
public final class VerifyVerb extends Verb {

  @Option(names = "--source", paramLabel = "SOURCE", description = "Only this one; default: all.")
  private @Nullable String source;

  @Option(
      names = "--deep",
      description = "Reads all registered files again, at most as fast as limits.read says.")
  private boolean deep;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Reads so many of them again, drawn at random.")
  private long sample;

  @Option(
      names = "--resume",
      description = "With --deep: begins where an interrupted look was (verify.place in 'state').")
  private boolean resume;

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public Integer call() throws Exception {
    VerifyCommand.Wanted wanted;
    try {
      wanted = new VerifyCommand.Wanted(source, deep, sample, resume);
    } catch (IllegalArgumentException e) {
      throw new VerbFailed(Exit.USAGE, String.valueOf(e.getMessage()));
    }
    return new VerifyCommand(terminal(json.wanted), Clock.systemUTC()).run(wanted);
  }
}
