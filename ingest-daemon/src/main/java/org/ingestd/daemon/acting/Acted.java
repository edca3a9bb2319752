// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.ingestd.daemon.view.FileView;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.jspecify.annotations.Nullable;

/** What became of an order, as the acting verbs and calls show it, on one level. */
public record Acted(long id, @JsonUnwrapped FileView.Where where, @JsonUnwrapped Outcome outcome) {

  public static final String REFUSED = "refused";

  /**
   * @param result {@code accepted}, {@code retried}, {@code held}, {@code released}, a word that
   *     begins with {@code already_}, or {@code refused}
   * @param state in which the file is now
   * @param problem that it has now
   * @param error why it was refused, and the way out; null if it was not
   */
  public record Outcome(
      String result, FileState state, @Nullable ProblemCode problem, @Nullable String error) {}

  static Acted of(JournalFile file, String result, @Nullable String error) {
    return new Acted(
        file.id(),
        FileView.Where.of(file.key().source(), file.key().path()),
        new Outcome(result, file.state(), file.retry().problem(), error));
  }

  /** Said by {@code result} already, where it is shown. */
  @JsonIgnore
  public boolean isRefused() {
    return outcome.result().equals(REFUSED);
  }
}
