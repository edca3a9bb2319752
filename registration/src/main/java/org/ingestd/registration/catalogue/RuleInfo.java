// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A rule as Rucio has it.
 *
 * @param state REPLICATING, OK, STUCK, SUSPENDED, WAITING_APPROVAL or INJECT
 * @param locks how many file locks are in which state
 */
public record RuleInfo(
    String id, String expression, int copies, String state, Locks locks, @Nullable String error) {

  /** Counters of a rule; they lag behind attachments until Rucio's judge has run. */
  public record Locks(long ok, long replicating, long stuck) {

    public long total() {
      return ok + replicating + stuck;
    }
  }
}
