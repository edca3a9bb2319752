// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description =
        "Prints what completes verbs and options in a shell: 'source <(ingestd completion bash)'"
            + " or zsh; 'ingestd completion fish | source'.")
public final class CompletionVerb extends Verb {

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell = "";

  @Spec private CommandSpec verb = CommandSpec.create();

  @Override
  public Integer call() throws VerbFailed {
    switch (shell) {
      // The script of picocli makes itself at home in zsh through bashcompinit.
      case "bash", "zsh" -> out().print(AutoComplete.bash("ingestd", verb.root().commandLine()));
      case "fish" -> out().print(new FishCompletion(verb.root()).script());
      default -> throw new VerbFailed(Exit.USAGE, "bash, zsh or fish, not '" + shell + "'.");
    }
    return Exit.OK;
  }
}
