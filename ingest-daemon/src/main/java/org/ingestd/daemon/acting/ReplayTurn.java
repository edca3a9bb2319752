// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ingestd.journal.replay.ReplayState;

/** What an operator may do to a replay that was begun. */
public enum ReplayTurn {
  PAUSE(ReplayState.PAUSED),
  RESUME(ReplayState.RUNNING),
  CANCEL(ReplayState.CANCELLED);

  private final ReplayState to;

  ReplayTurn(ReplayState to) {
    this.to = to;
  }

  /** As the command line and the API name it. */
  public String verb() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state that it leads to. */
  public ReplayState to() {
    return to;
  }

  public static Optional<ReplayTurn> ofVerb(String verb) {
    return Arrays.stream(values()).filter(turn -> turn.verb().equals(verb)).findFirst();
  }
}
