// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
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

  private static final Set<String> VERSION = Set.of("-V", "--version");

  /** What tells of all verbs. */
  private static final Set<String> SHELLS = Set.of("completion");

  private CommandLineFace() {}

  /** With all verbs, ready to execute. */
  public static CommandLine of(PrintWriter out, PrintWriter err) {
    return of(Ingestd.VERBS, out, err);
  }

  /**
   * With no more verbs than these arguments need: to look at all of them costs half of the start.
   */
  static CommandLine forArguments(PrintWriter out, PrintWriter err, String... arguments) {
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      return of(List.of(), out, err);
    }
    int at = arguments.length > 1 && arguments[0].equals("--config") ? 2 : 0;
    String name = at < arguments.length ? arguments[at] : "";
    List<Class<?>> asked =
        SHELLS.contains(name)
            ? List.of()
            : Ingestd.VERBS.stream().filter(verb -> name(verb).equals(name)).toList();
    return of(asked.isEmpty() ? Ingestd.VERBS : asked, out, err);
  }

  private static String name(Class<?> verb) {
    return verb.getAnnotation(CommandLine.Command.class).name();
  }

  private static CommandLine of(List<Class<?>> verbs, PrintWriter out, PrintWriter err) {
    CommandLine ingestd = new CommandLine(new Ingestd());
    verbs.forEach(ingestd::addSubcommand);
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
