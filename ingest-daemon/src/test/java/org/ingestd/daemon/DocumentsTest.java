// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.rse.version.RucioDifference;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** States, problems and verbs are documented in the program's own words. */
final class DocumentsTest {

  @Test
  void statesAreThoseOfTheEnum() {
    StringBuilder table = new StringBuilder("| state | meaning | may become |\n|---|---|---|\n");
    for (FileState state : FileState.values()) {
      String next =
          Arrays.stream(FileState.values())
              .filter(to -> LifeCycle.allows(state, to))
              .map(FileState::name)
              .collect(joining(", "));
      table.append("| **%s** | %s | %s |\n".formatted(state, state.meaning(), next));
    }
    Documents.assertPartUpToDate("docs/states.md", "states", table.toString());
  }

  @Test
  void problemsAreThoseOfTheEnum() {
    StringBuilder sections = new StringBuilder();
    for (ProblemCode code : ProblemCode.values()) {
      String kind =
          switch (code.kind()) {
            case WAIT -> "retried by itself, for ever";
            case PERSON -> "a person has to look";
          };
      sections.append(
          "## %s\n\n%s (%s; %s)\n\n**What to do.** %s\n\n**It is over** when %s\n\n"
              .formatted(
                  code,
                  code.sentence(),
                  code.severity().name().toLowerCase(Locale.ROOT),
                  kind,
                  code.hint(),
                  over(code)));
    }
    Documents.assertPartUpToDate("docs/problems.md", "problems", sections.toString());
  }

  /** How a person sees that a problem is gone. */
  private static String over(ProblemCode code) {
    String metric =
        "`ingestd_held_files{reason=\"%s\"}` is 0".formatted(code.name().toLowerCase(Locale.ROOT));
    return switch (code.kind()) {
      case WAIT ->
          "`ingestd status` does not name it any more: %s. What waited goes on by itself."
              .formatted(metric);
      case PERSON ->
          ("`ingestd files show PATH` has no such problem any more and the file moves on, after"
                  + " `ingestd files retry PATH`; in numbers, for all files: %s.")
              .formatted(metric);
    };
  }

  @Test
  void differencesBetweenRucioVersionsAreThoseOfTheEnum() {
    StringBuilder table =
        new StringBuilder(
            "| since | before | from then on | what ingestd does |\n|---|---|---|---|\n");
    for (RucioDifference difference : RucioDifference.values()) {
      table.append(
          "| %d | %s | %s | %s |\n"
              .formatted(
                  difference.since(), difference.before(), difference.now(), difference.answer()));
    }
    Documents.assertPartUpToDate("docs/rucio-versions.md", "differences", table.toString());
  }

  @Test
  void verbsAreThoseOfTheProgram() {
    CommandLine ingestd =
        CommandLineFace.of(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    StringBuilder sections = new StringBuilder();
    describe(ingestd, sections);
    Documents.assertPartUpToDate("docs/command-line.md", "verbs", sections.toString());
  }

  private static void describe(CommandLine verb, StringBuilder sections) {
    CommandSpec spec = verb.getCommandSpec();
    if (verb.getSubcommands().isEmpty()) {
      sections.append("### `%s`\n\n".formatted(synopsis(spec)));
      sections.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
      List<ArgSpec> arguments = new ArrayList<>();
      arguments.addAll(spec.positionalParameters());
      spec.options().stream().filter(option -> !option.inherited()).forEach(arguments::add);
      arguments.forEach(argument -> sections.append(line(argument)));
      sections.append(arguments.isEmpty() ? "" : "\n");
    }
    verb.getSubcommands().values().stream()
        .filter(below -> !below.getCommandSpec().usageMessage().hidden())
        .forEach(below -> describe(below, sections));
  }

  private static String synopsis(CommandSpec spec) {
    String parameters =
        spec.positionalParameters().stream()
            .map(PositionalParamSpec::paramLabel)
            .map(label -> " " + label)
            .collect(joining());
    return spec.qualifiedName() + parameters;
  }

  private static String line(ArgSpec argument) {
    String name =
        argument instanceof OptionSpec option
            ? option.longestName() + (option.arity().max() > 0 ? " " + option.paramLabel() : "")
            : ((PositionalParamSpec) argument).paramLabel();
    return "- `%s` %s\n".formatted(name, String.join(" ", argument.description()));
  }
}
