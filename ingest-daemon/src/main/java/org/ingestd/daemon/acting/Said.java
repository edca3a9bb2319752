// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import org.ingestd.journal.outlook.OperatorWords;

/**
 * Who wants something done, and why; kept where it was done.
 *
 * @param who the operator's user name
 */
public record Said(String reason, String who) {

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException if there is no reason, or one that cannot stand in a history;
   *     the message says what is allowed
   */
  public Said {
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

  /** For the history. */
  public String words(String done) {
    return kept(done).reason();
  }

  OperatorWords kept(String done) {
    return new OperatorWords(done, who, reason);
  }
}
