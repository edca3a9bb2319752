// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * A replication rule that the daemon made or adopted.
 *
 * @param did the dataset, or the file where a source has no datasets
 * @param asked when its standing was asked of Rucio last
 */
public record JournalRule(
    String ruleId, Did did, String expression, int copies, RuleStanding standing, Instant asked) {

  /** What came and what failed since it was asked before; nothing if it was taken for gone then. */
  public CopyTally.Counts copiesSince(JournalRule before) {
    RuleStanding then = before.standing;
    return then.state.equals(RuleCensus.GONE)
        ? CopyTally.Counts.NONE
        : new CopyTally.Counts(
            Math.max(0, standing.locksOk - then.locksOk),
            Math.max(0, standing.locksStuck - then.locksStuck),
            0);
  }

  /**
   * @param state as Rucio says: REPLICATING, OK, STUCK, SUSPENDED, WAITING_APPROVAL, INJECT
   */
  public record RuleStanding(
      String state, long locksOk, long locksReplicating, long locksStuck, @Nullable String error) {}
}
