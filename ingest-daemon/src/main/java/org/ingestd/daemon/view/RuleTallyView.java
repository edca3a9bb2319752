// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.ingestd.journal.outlook.RuleTally;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one source and expression in one state, as {@code /api/rules} shows them.
 *
 * @param source null for rules on single files
 * @param locks a file times a copy
 * @param oldest of these rules, if they are not OK: since when that is known, which one, and what
 *     Rucio says of it; null if they are OK
 */
public record RuleTallyView(
    @Nullable String source,
    String expression,
    String state,
    @JsonUnwrapped RuleTally.Extent extent,
    RuleTally.Locks locks,
    RuleTally.@Nullable Unfinished oldest) {

  public static RuleTallyView of(RuleTally tally) {
    return new RuleTallyView(
        tally.source().isEmpty() ? null : tally.source(),
        tally.expression(),
        tally.state(),
        tally.extent(),
        tally.locks(),
        tally.oldest());
  }
}
