// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do to a source. */
public enum SourceTurn {
  PAUSE("paused"),
  RESUME("resumed"),
  RESCAN("rescanned"),
  VERIFY("comparing");

  private final String done;

  SourceTurn(String done) {
    this.done = done;
  }

  /** As the command line and the API name it. */
  public String verb() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What was done. */
  public String done() {
    return done;
  }

  public static Optional<SourceTurn> ofVerb(String verb) {
    return Arrays.stream(values()).filter(turn -> turn.verb().equals(verb)).findFirst();
  }
}
