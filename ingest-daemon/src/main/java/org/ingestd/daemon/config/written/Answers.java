// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.written;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.config.model.Key;

/** What a configuration to begin with shall say. Used by one thread. */
public final class Answers {

  private final List<Question> questions = Question.all();
  private final Map<String, String> yaml = new LinkedHashMap<>();

  /**
   * Takes an answer given beforehand.
   *
   * @param at where the key stands, {@code sources[].path}
   * @throws IllegalArgumentException saying why not; never with a secret's value
   */
  public void give(String at, String answer) {
    Question question =
        questions.stream()
            .filter(each -> each.at().equals(at))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        at + " is no key; 'man ingestd.yaml' has all, e.g. sources[].path"));
    question
        .refusal(answer)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(at + ": " + why);
            });
    yaml.put(at, question.yaml(answer));
  }

  /**
   * Asks for all that the template sets and nobody gave, where an empty answer takes the example,
   * and for what hardly anybody leaves out, where it does leave it out.
   *
   * @throws EOFException naming the first key that nobody answered
   */
  public void ask(BufferedReader answers, PrintWriter words) throws IOException {
    for (Question question : questions) {
      if ((question.begins() || question.key().asked()) && !yaml.containsKey(question.at())) {
        ask(question, answers, words);
      }
    }
  }

  private void ask(Question question, BufferedReader answers, PrintWriter words)
      throws IOException {
    Key key = question.key();
    String example = unquoted(key.example().isEmpty() ? key.unset() : key.example());
    String without = unquoted(key.unset().isEmpty() ? key.unsetSays() : key.unset());
    words.println();
    words.println(key.value() + (question.begins() ? "" : " For example: " + example));
    while (true) {
      words.print(
          question.at()
              + (question.isSecret() ? ", the file with it" : "")
              + " ["
              + (question.begins() ? example : without.isEmpty() ? "none" : without)
              + "]: ");
      words.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new EOFException(question.at());
      }
      if (line.isBlank() && !question.begins()) {
        return;
      }
      String said = line.isBlank() ? example : line.strip();
      String answer =
          question.isSecret() && !said.startsWith("${") ? Question.secretIn(said) : said;
      Optional<String> refusal = question.refusal(answer);
      if (refusal.isEmpty()) {
        yaml.put(question.at(), question.yaml(answer));
        return;
      }
      words.println("  " + refusal.get());
    }
  }

  /** As a person would type it. */
  private static String unquoted(String yaml) {
    return yaml.length() > 1 && yaml.startsWith("\"") && yaml.endsWith("\"")
        ? yaml.substring(1, yaml.length() - 1)
        : yaml;
  }

  public boolean isEmpty() {
    return yaml.isEmpty();
  }

  Optional<String> of(String at) {
    return Optional.ofNullable(yaml.get(at));
  }

  /** Whether the key, or one in its group, was answered. */
  boolean reach(String at) {
    return yaml.keySet().stream()
        .anyMatch(key -> key.equals(at) || key.startsWith(at + ".") || key.startsWith(at + "[]."));
  }
}
