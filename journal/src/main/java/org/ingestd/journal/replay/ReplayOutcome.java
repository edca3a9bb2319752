// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.replay;

import java.util.Locale;

/** What a replay made of one file; each file of it is counted under exactly one of these. */
public enum ReplayOutcome {
  /** It was not known: sighted, on the backlog lane. */
  SIGHTED,
  /** It was gone and is there again, or was written to: a new generation, on the backlog lane. */
  RENEWED,
  /** It was on its way on the live lane: on the backlog lane now. */
  MOVED,
  ALREADY_BACKLOG,
  /** Rucio has it; what is registered is never taken up anew. */
  ALREADY_REGISTERED,
  /** QUARANTINED: a person has to look first. */
  NEEDS_PERSON;

  /** Whether it cost anything, and so counts for the rate. */
  public boolean isChange() {
    return this == SIGHTED || this == RENEWED || this == MOVED;
  }

  /** As the command line and the API name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
