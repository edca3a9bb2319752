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

  private static final String BY = " by ";
  private static final Pattern FORM =
      Pattern.compile("(accepted|retried|held|released)" + BY + "(.+?): (.+)", Pattern.DOTALL);

  /** The reason of a line of history. */
  public String reason() {
    return done + BY + who + ": " + why;
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
    if (!reason.contains(BY)) { // nearly every line: each change of each file has one
      return Optional.empty();
    }
    Matcher form = FORM.matcher(reason);
    return form.matches()
        ? Optional.of(new OperatorWords(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }
}
