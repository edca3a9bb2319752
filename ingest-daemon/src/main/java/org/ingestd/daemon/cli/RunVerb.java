// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import org.ingestd.daemon.running.RunCommand;
import org.ingestd.daemon.telling.LogSetup;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.Tty;
import org.ingestd.daemon.terminal.VerbFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = "The daemon. SIGTERM lets what is in flight end; a second one ends it at once.")
public final class RunVerb extends Verb {

  @Option(
      names = "--log",
      paramLabel = "FORM",
      description = "text or json; default: text on a terminal, else json.")
  private @Nullable String log;

  @Override
  public Integer call() throws Exception {
    String wanted = log == null ? (Tty.isStderr() ? "text" : "json") : log;
    LogSetup.Form form =
        switch (wanted) {
          case "text" -> LogSetup.Form.TEXT;
          case "json" -> LogSetup.Form.JSON;
          default -> throw new VerbFailed(Exit.USAGE, "--log must be text or json.");
        };
    return new RunCommand(terminal(false)).run(form);
  }
}
