// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import org.ingestd.journal.life.ProblemCode;

/**
 * A source cannot be believed now.
 *
 * @param problem what its files have meanwhile
 * @param why in words
 */
public record Offline(ProblemCode problem, String why) {

  /** It is not there, for now. */
  public static Offline away(String why) {
    return new Offline(ProblemCode.SOURCE_OFFLINE, why);
  }
}
