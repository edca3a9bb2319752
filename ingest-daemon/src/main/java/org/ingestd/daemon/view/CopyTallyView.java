// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import org.ingestd.journal.outlook.CopyTally;
import org.jspecify.annotations.Nullable;

/**
 * How many copies came and failed lately, as {@code /api/rules} shows them.
 *
 * @param source null for rules on single files
 */
public record CopyTallyView(
    @Nullable String source, String expression, CopyTally.Counts hour, CopyTally.Counts day) {

  public static CopyTallyView of(CopyTally tally) {
    return new CopyTallyView(
        tally.source().isEmpty() ? null : tally.source(),
        tally.expression(),
        tally.hour(),
        tally.day());
  }
}
