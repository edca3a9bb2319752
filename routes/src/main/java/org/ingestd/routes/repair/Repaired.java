// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.repair;

import org.ingestd.rse.Did;

/**
 * What became of a rule.
 *
 * @param state as Rucio says, or MISSING
 * @param detail what Rucio says of it, or what is to be done; empty if nothing is wrong
 */
public record Repaired(Target rule, String state, Result result, String detail) {

  /** Which rule is meant: what makes two of them one for Rucio. */
  public record Target(Did did, String expression, int copies) {}

  /** The closed list of outcomes. */
  public enum Result {
    /** Nothing was wrong. */
    ALREADY_FINE,
    /** It was gone, and is there again; or somebody else had made the equal one. */
    MADE_AGAIN,
    /** It is STUCK, and Rucio was asked to try its copies again at once. */
    ASKED_AGAIN,
    /** It is STUCK; only Rucio's admins may hasten it, its repairer tries again by itself. */
    WAITS,
    /** SUSPENDED or WAITING_APPROVAL: an admin of Rucio must decide. */
    NEEDS_ADMIN,
    /** A dry run: it is to be made again, or to be asked for again. */
    WOULD_BE_REPAIRED,
    /** Rucio refuses it. */
    REFUSED
  }

  /** Whether somebody still has to look. */
  public boolean isOpen() {
    return switch (result) {
      case ALREADY_FINE, MADE_AGAIN, ASKED_AGAIN -> false;
      case WAITS, NEEDS_ADMIN, WOULD_BE_REPAIRED, REFUSED -> true;
    };
  }
}
