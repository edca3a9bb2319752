// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ingestd.daemon.config.written.KeyTable;
import org.ingestd.daemon.manual.VerbsPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Manual pages and completions are complete, and the examples work. */
final class PackageTextsTest {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

  @TempDir private Path folder;

  private static CommandLine ingestd() {
    return CommandLineFace.of(
        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  private String written(String name) throws Exception {
    PackageTexts.write(folder, "2026-01-21");
    return Files.readString(folder.resolve(name));
  }

  @Test
  void everyVerbAndOptionStandsInTheManualPage() throws Exception {
    String page = written("ingestd.1");

    List<CommandSpec> verbs = VerbsPage.verbs(ingestd().getCommandSpec());
    assertThat(verbs).hasSizeGreaterThan(25);
    for (CommandSpec verb : verbs) {
      int begin = page.indexOf(".SS \"" + verb.qualifiedName().replace("-", "\\-"));
      assertThat(begin).as(verb.qualifiedName()).isPositive();
      String part = page.substring(begin, page.indexOf("\n.S", begin));
      for (OptionSpec option : verb.options()) {
        if (!option.inherited()) {
          assertThat(part).contains(option.longestName().replace("-", "\\-"));
        }
      }
    }
  }

  @Test
  void everyKeyStandsInTheManualPageOfTheConfiguration() throws Exception {
    String page = written("ingestd.yaml.5");

    for (KeyTable.Row row : KeyTable.rows()) {
      assertThat(page).contains("\\fB" + row.at().replace("-", "\\-") + "\\fR");
    }
  }

  @Test
  void pagesAreAsciiAndCompletionsNoPrograms() throws Exception {
    assertThat(written("ingestd.1") + written("ingestd.yaml.5")).matches("\\A\\p{ASCII}*\\z");
    assertThat(written("ingestd.bash")).contains("_complete_ingestd").doesNotStartWith("#!");
    assertThat(written("ingestd.fish")).contains("complete -c ingestd");
  }

  @Test
  void theProgramUnderstandsEveryExampleOfItsHelp() {
    for (CommandSpec verb : VerbsPage.verbs(ingestd().getCommandSpec())) {
      assertThat(verb.usageMessage().footer()).as(verb.qualifiedName()).isNotEmpty();
      for (String example : verb.usageMessage().footer()) {
        if (!example.isEmpty()) {
          String[] words = words(example);
          assertThatCode(() -> ingestd().parseArgs(words)).as(example).doesNotThrowAnyException();
          assertThat(example).contains(verb.name());
        }
      }
    }
  }

  @Test
  void aVerbIsTheSameWhetherOthersAreLookedAtOrNot() {
    for (CommandSpec verb : VerbsPage.verbs(ingestd().getCommandSpec())) {
      List<String> words = new ArrayList<>(List.of(verb.qualifiedName().split(" ")));
      words.remove(0);
      words.add("--help");
      StringWriter all = new StringWriter();
      PrintWriter out = new PrintWriter(all);
      int exit = CommandLineFace.of(out, out).execute(words.toArray(String[]::new));
      out.flush();

      assertThat(Invocation.of(words.toArray()))
          .isEqualTo(new Invocation(exit, all.toString(), ""));
    }
  }

  /** Without the program's name. */
  private static String[] words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group() : word.group(1));
    }
    assertThat(words.get(0)).isEqualTo("ingestd");
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
