// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish needs to complete verbs and options; picocli knows bash only. */
final class FishCompletion {

  private final CommandSpec root;
  private final StringBuilder script = new StringBuilder("# fish completion for ingestd\n");

  FishCompletion(CommandSpec root) {
    this.root = root;
  }

  String script() {
    below(root, List.of());
    return script.toString();
  }

  private void below(CommandSpec command, List<String> path) {
    List<CommandSpec> verbs = new ArrayList<>();
    for (CommandLine each : command.subcommands().values()) {
      CommandSpec verb = each.getCommandSpec();
      if (!verb.usageMessage().hidden()) {
        verbs.add(verb);
      }
    }
    String names = String.join(" ", verbs.stream().map(CommandSpec::name).toList());
    for (CommandSpec verb : verbs) {
      line(path, names, "-f -a " + verb.name() + description(verb.usageMessage().description()));
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        line(path, "", option(option));
      }
    }
    for (CommandSpec verb : verbs) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(verb.name());
      below(verb, deeper);
    }
  }

  /**
   * @param but verbs after which this is offered no more; empty: always
   */
  private void line(List<String> path, String but, String what) {
    StringBuilder condition = new StringBuilder();
    for (String verb : path) {
      condition.append("__fish_seen_subcommand_from ").append(verb).append("; and ");
    }
    condition.append(but.isEmpty() ? "true" : "not __fish_seen_subcommand_from " + but);
    script
        .append("complete -c ingestd -n '")
        .append(condition)
        .append("' ")
        .append(what)
        .append('\n');
  }

  private static String option(OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      text.append(' ');
    }
    if (takesValue(option)) {
      text.append("-r ");
    }
    return text.toString().strip() + description(option.description());
  }

  private static boolean takesValue(ArgSpec option) {
    return option.arity().max() > 0;
  }

  /** The first sentence; in fish only a backslash and a quote mean something within quotes. */
  private static String description(String[] lines) {
    if (lines.length == 0) {
      return "";
    }
    String first = lines[0].split("[.:;] |[.]$", 2)[0];
    return " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
