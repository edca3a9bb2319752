// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.PrintWriter;
import org.ingestd.daemon.cli.Verb;
import org.ingestd.daemon.manual.Examples;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.FaultTeller;
import org.ingestd.daemon.terminal.Tty;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the verbs together: data to one writer, messages to the other, faults to exit codes. */
public final class CommandLineFace {

  private CommandLineFace() {}

  /** Ready to execute. */
  public static CommandLine of(PrintWriter out, PrintWriter err) {
    CommandLine ingestd = new CommandLine(new Ingestd());
    Examples.addTo(ingestd.getCommandSpec());
    ingestd
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(Help.defaultColorScheme(Tty.wantsColours() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler((fault, arguments) -> usage(fault))
        .setExecutionExceptionHandler(
            (fault, verb, parsed) -> new FaultTeller(verb.getErr()).tell(fault))
        .setExecutionStrategy(CommandLineFace::run);
    return ingestd;
  }

  private static int run(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandLine verb = last.commandSpec().commandLine();
    boolean asksForHelp = last.isUsageHelpRequested() || parsed.isVersionHelpRequested();
    if (!asksForHelp && !(verb.getCommand() instanceof Verb)) {
      verb.getErr().println("ingestd: a verb is missing.");
      verb.usage(verb.getErr());
      return Exit.USAGE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int usage(ParameterException fault) {
    CommandLine verb = fault.getCommandLine();
    PrintWriter err = verb.getErr();
    err.println("ingestd: " + fault.getMessage());
    UnmatchedArgumentException.printSuggestions(fault, err);
    err.println("Try '" + verb.getCommandSpec().qualifiedName() + " --help'.");
    return Exit.USAGE;
  }
}
