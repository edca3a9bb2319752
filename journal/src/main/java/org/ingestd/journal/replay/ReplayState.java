// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.replay;

import java.util.Locale;

/** Where a replay stands. */
public enum ReplayState {
  RUNNING,
  PAUSED,
  /** Every file of it was looked at. */
  DONE,
  /** Ended by an operator; what was put on the lane stays there. */
  CANCELLED;

  /** Whether it can still put files on the lane. */
  public boolean isOpen() {
    return this == RUNNING || this == PAUSED;
  }

  /** What is done comes by itself, and what has ended stays so. */
  public boolean mayBecome(ReplayState next) {
    return this != next && (this == RUNNING || (this == PAUSED && next != DONE));
  }

  /** As the command line and the API name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
