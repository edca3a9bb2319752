// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.manual;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page ingestd(1): every verb with its options and examples. */
public final class VerbsPage {

  private static final List<String[]> EXITS =
      List.of(
          new String[] {"0", "Done; for doctor: nothing to be mended."},
          new String[] {"2", "Done in part, or something was found that a person should see."},
          new String[] {"64", "Wrong usage."},
          new String[] {"65", "Bad data: a refused path, a damaged journal."},
          new String[] {"69", "Rucio does not answer."},
          new String[] {"70", "A fault of the program."},
          new String[] {"73", "A file cannot be made."},
          new String[] {"74", "The disk failed."},
          new String[] {"75", "Held by another process, which is named."},
          new String[] {"77", "Not permitted, or the sign-in is refused."},
          new String[] {
            "78", "The configuration has faults, each on a line; or the source RSE cannot be used."
          });

  private VerbsPage() {}

  /**
   * @param ingestd the whole command line
   * @param date as it is to stand in the page's foot
   */
  public static String write(CommandSpec ingestd, String date, String version) {
    Roff page = new Roff("INGESTD", 1, date, version);
    String whatItIs = ingestd.usageMessage().description()[0];
    page.section("NAME").paragraph("ingestd - registers an instrument's files in Rucio, in place");
    page.section("SYNOPSIS").paragraph("ingestd [--config FILE] VERB [OPTION]... [ARGUMENT]...");
    page.section("DESCRIPTION")
        .paragraph(whatItIs)
        .paragraph(
            "Data goes to standard output, messages to standard error. Reading verbs work beside a"
                + " running daemon and without one. Acting verbs go through the running daemon or,"
                + " where none runs, straight to its journal, as the daemon's user.");
    page.section("OPTIONS");
    ingestd.options().forEach(option -> page.entry(word(option), text(option)));
    page.section("VERBS");
    verbs(ingestd).forEach(verb -> verb(page, verb));
    page.section("EXIT STATUS");
    EXITS.forEach(exit -> page.entry(exit[0], exit[1]));
    files(page);
    page.section("SEE ALSO").paragraph("ingestd.yaml(5), systemctl(1), journalctl(1)");
    return page.text();
  }

  private static void files(Roff page) {
    page.section("FILES")
        .entry("/etc/ingestd/ingestd.yaml", "The configuration; ingestd.yaml(5).")
        .entry("/etc/ingestd/java.conf", "Memory and options of the Java that runs ingestd.")
        .entry(
            "/var/lib/ingestd",
            "The journal, which must not be lost, and the token of acting calls. It is kept when"
                + " the package is removed or purged.")
        .entry("/usr/share/doc/ingestd/examples", "One configuration for each situation.");
  }

  /** All that can be executed, in the order of the help. */
  public static List<CommandSpec> verbs(CommandSpec command) {
    List<CommandSpec> verbs = new ArrayList<>();
    for (CommandLine below : command.subcommands().values()) {
      CommandSpec verb = below.getCommandSpec();
      if (verb.usageMessage().hidden()) {
        continue;
      }
      verbs.addAll(verb.subcommands().isEmpty() ? List.of(verb) : verbs(verb));
    }
    return verbs;
  }

  private static void verb(Roff page, CommandSpec verb) {
    String parameters =
        verb.positionalParameters().stream()
            .map(PositionalParamSpec::paramLabel)
            .map(label -> " " + label)
            .collect(joining());
    page.part(verb.qualifiedName() + parameters)
        .paragraph(String.join(" ", verb.usageMessage().description()));
    verb.positionalParameters()
        .forEach(argument -> page.entry(argument.paramLabel(), text(argument)));
    verb.options().stream()
        .filter(option -> !option.inherited())
        .forEach(option -> page.entry(word(option), text(option)));
    page.literally(Examples.of(verb));
  }

  private static String word(OptionSpec option) {
    String names = Arrays.stream(option.names()).collect(joining(", "));
    return option.arity().max() > 0 ? names + " " + option.paramLabel() : names;
  }

  private static String text(ArgSpec argument) {
    return String.join(" ", argument.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }
}
