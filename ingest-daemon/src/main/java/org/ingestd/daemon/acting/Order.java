// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import org.ingestd.journal.outlook.OperatorWords;

/**
 * What somebody wants done to a file, and why; the words go into the file's history.
 *
 * @param who the operator's user name
 */
public record Order(Act act, String reason, String who) {

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException if there is no reason, or one that cannot stand in a history;
   *     the message says what is allowed
   */
  public Order {
    require("reason", reason, LONGEST_REASON);
    require("who", who, LONGEST_NAME);
  }

  private static void require(String field, String text, int longest) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(field + " is empty; say it in words.");
    }
    if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          field + " must be one line of at most " + longest + " characters.");
    }
  }

  /** For the history: who did what, and why. */
  String words() {
    return new OperatorWords(act.done(), who, reason).reason();
  }
}
