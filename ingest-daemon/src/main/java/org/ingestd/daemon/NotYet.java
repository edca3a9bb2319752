// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.ingestd.daemon.terminal.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Verbs of the design that this version has not: known by name, so that nobody searches for them.
 */
final class NotYet {

  /** By the verb that they stand below; empty: none. */
  static final Map<String, List<String>> VERBS =
      Map.of("", List.of("rules", "sources", "support-bundle"));

  private NotYet() {}

  static void addTo(CommandLine ingestd) {
    VERBS.forEach(
        (parent, names) -> {
          CommandLine below =
              parent.isEmpty() ? ingestd : requireNonNull(ingestd.getSubcommands().get(parent));
          names.forEach(name -> below.addSubcommand(name, refusal()));
        });
  }

  private static CommandLine refusal() {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().hidden(true);
    spec.parser().unmatchedArgumentsAllowed(true).unmatchedOptionsArePositionalParams(true);
    return new CommandLine(spec);
  }

  static boolean is(CommandSpec verb) {
    CommandSpec parent = verb.parent();
    return parent != null
        && VERBS
            .getOrDefault(parent.parent() == null ? "" : parent.name(), List.of())
            .contains(verb.name());
  }

  static int refuse(CommandLine verb) {
    String name = verb.getCommandSpec().qualifiedName().replaceFirst("^ingestd ", "");
    verb.getErr().println("ingestd: '" + name + "' is not in this version.");
    return Exit.USAGE;
  }
}
