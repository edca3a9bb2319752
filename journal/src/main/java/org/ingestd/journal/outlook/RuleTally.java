// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one source and expression that are in one state, as Rucio told last.
 *
 * @param source empty for rules on single files
 * @param state Rucio's word
 * @param oldest of these rules, if they are not OK; null if they are, or gone
 */
public record RuleTally(
    String source,
    String expression,
    String state,
    Extent extent,
    Locks locks,
    @Nullable Unfinished oldest) {

  /** By source, expression and state. */
  public static final Comparator<RuleTally> ORDER =
      comparing(RuleTally::source)
          .thenComparing(RuleTally::expression)
          .thenComparing(RuleTally::state);

  /**
   * How much stands under these rules.
   *
   * @param files in their datasets; a rule on a single file counts as one
   * @param bytes in their datasets
   */
  public record Extent(long rules, long files, long bytes) {}

  /**
   * A rule that is not OK.
   *
   * @param since it has been known to be so
   * @param error what Rucio says of it; null if nothing
   */
  public record Unfinished(Instant since, String rule, @Nullable String error) {}

  /** Rucio's locks: a file times a copy. */
  public record Locks(long ok, long replicating, long stuck) {}
}
