// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the history tells what a person did: the form is part of the journal, because it is found by
 * it.
 *
 * @param done what was done, e.g. {@code held}
 * @param who the operator's user name
 * @param why the operator's own words
 */
public record OperatorWords(String done, String who, String why) {

  private static final Pattern FORM =
      Pattern.compile("(accepted|retried|held|released) by (.+?): (.+)", Pattern.DOTALL);

  /** The reason of a line of history. */
  public String reason() {
    return done + " by " + who + ": " + why;
  }

  /**
   * @throws IllegalArgumentException if the line was not written for a person
   */
  public static OperatorWords required(String reason) {
    return in(reason)
        .orElseThrow(() -> new IllegalArgumentException("No act of a person: " + reason));
  }

  /**
   * @return empty if a line was not written for a person
   */
  public static Optional<OperatorWords> in(String reason) {
    Matcher form = FORM.matcher(reason);
    return form.matches()
        ? Optional.of(new OperatorWords(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }
}
