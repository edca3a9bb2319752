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

  /** For people: with the problem's own words, where it is more than not being there. */
  public String told() {
    return problem == ProblemCode.SOURCE_OFFLINE
        ? why
        : problem + ": " + problem.sentence() + " " + why + ". " + problem.hint();
  }

  /** It is not there, for now. */
  public static Offline away(String why) {
    return new Offline(ProblemCode.SOURCE_OFFLINE, why);
  }
}
