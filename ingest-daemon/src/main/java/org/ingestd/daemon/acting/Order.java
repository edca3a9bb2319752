// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

/**
 * What somebody wants done to a file, and why; the words go into the file's history.
 *
 * @param who the operator's user name
 */
public record Order(Act act, String reason, String who) {

  /**
   * @throws IllegalArgumentException as {@link Said}
   */
  public Order {
    Said unused = new Said(reason, who);
  }

  /** For the history: who did what, and why. */
  String words() {
    return new Said(reason, who).words(act.done());
  }
}
