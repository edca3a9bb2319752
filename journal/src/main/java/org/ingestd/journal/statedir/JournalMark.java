// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.statedir;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which journal lies in this directory and how far it had come: the content of {@code journal.id}.
 *
 * @param generation drawn when the journal was made
 * @param commits the journal has seen at least so many transactions
 * @param closed whether it was closed in order, so that no log may be missing
 */
public record JournalMark(String generation, long commits, boolean closed) {

  private static final Pattern FORM =
      Pattern.compile(
          "ingestd journal\ngeneration=([0-9a-f-]{36})\ncommits=(\\d{1,18})\n(open|closed)\n");

  /** Empty if this is no mark. */
  static Optional<JournalMark> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new JournalMark(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                matcher.group(3).equals("closed")))
        : Optional.empty();
  }

  String text() {
    return "ingestd journal\ngeneration=%s\ncommits=%d\n%s\n"
        .formatted(generation, commits, closed ? "closed" : "open");
  }
}
