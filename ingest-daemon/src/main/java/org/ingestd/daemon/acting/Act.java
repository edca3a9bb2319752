// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do to a file. */
public enum Act {
  ACCEPT("accepted"),
  RETRY("retried"),
  HOLD("held"),
  RELEASE("released");

  private final String done;

  Act(String done) {
    this.done = done;
  }

  /** As the command line and the API name it. */
  public String verb() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What was done, for the history and the answer. */
  public String done() {
    return done;
  }

  public static Optional<Act> ofVerb(String verb) {
    return Arrays.stream(values()).filter(act -> act.verb().equals(verb)).findFirst();
  }
}
