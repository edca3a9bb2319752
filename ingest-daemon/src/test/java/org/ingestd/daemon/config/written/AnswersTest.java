// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class AnswersTest {

  private final Answers answers = new Answers();
  private final StringWriter said = new StringWriter();

  private void ask(String typed) throws IOException {
    answers.ask(new BufferedReader(new StringReader(typed)), new PrintWriter(said, true));
  }

  private String written() {
    return TemplateWriter.write(TemplateWriter.Extent.REQUIRED_KEYS_SET, answers);
  }

  @Test
  void asksForAllThatTheTemplateSetsAndEmptyAnswersTakeTheExamples() throws Exception {
    ask("\n".repeat(30));

    assertThat(uncommented(written()))
        .isEqualTo(uncommented(TemplateWriter.write(TemplateWriter.Extent.REQUIRED_KEYS_SET)));
    assertThat(said.toString()).contains("rucio.url [https://rucio.example.org]: ");
  }

  /** Quotes do not matter. */
  private static String uncommented(String yaml) {
    return yaml.replaceAll("(?m)^ *#.*\n|^\n|\"", "");
  }

  @Test
  void doesNotAskForWhatWasGivenAndAsksAgainAfterAWrongAnswer() throws Exception {
    answers.give("rucio.url", "https://rucio.telescope.org");

    ask("lst-ingest\nuser\n/etc/ingestd/pw\n" + "\n".repeat(30));

    assertThat(said.toString()).doesNotContain("rucio.url [");
    assertThat(written())
        .contains(
            "url: \"https://rucio.telescope.org\"",
            "username: \"user\"",
            "password: \"${file:/etc/ingestd/pw}\"");
    answers.give("sources[].rules[].copies", "2");
    assertThatThrownBy(() -> answers.give("sources[].rules[].copies", "two"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("copies: must be ");
  }

  @Test
  void asksForScopeDatasetAndRuleToo() throws Exception {
    ask("\n".repeat(8) + "lst\nR0/{night}\nQOS=TAPE\n");

    assertThat(said.toString())
        .contains("sources[].naming.scope [{source}]: ", "sources[].rules[].expression [none]: ");
    assertThat(uncommented(written()))
        .contains("scope: lst\n", "dataset: R0/{night}\n", "  - expression: QOS=TAPE\n");
  }

  @Test
  void anEndOfTheAnswersNamesWhatWasAskedLast() {
    assertThatThrownBy(() -> ask("https://rucio.example.org\n"))
        .isInstanceOf(EOFException.class)
        .hasMessage("rucio.account");
  }
}
