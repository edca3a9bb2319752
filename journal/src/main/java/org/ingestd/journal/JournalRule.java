// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
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

  /**
   * @param state as Rucio says: REPLICATING, OK, STUCK, SUSPENDED, WAITING_APPROVAL, INJECT
   */
  public record RuleStanding(
      String state, long locksOk, long locksReplicating, long locksStuck, @Nullable String error) {}
}
