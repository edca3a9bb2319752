// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/**
 * Rules of one source and expression that are in one state, as Rucio told last.
 *
 * @param source empty for rules on single files
 * @param state Rucio's word
 */
public record RuleTally(
    String source, String expression, String state, Extent extent, Locks locks) {

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

  /** Rucio's locks: a file times a copy. */
  public record Locks(long ok, long replicating, long stuck) {}
}
