// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How many copies of a source's files came under the rules of one expression, and how many failed,
 * as the rules' counters told between two questions. It counts what surely was within a span: what
 * came while nobody asked counts as of the question before, and what a rule had when it was seen
 * first counts for nothing.
 *
 * @param source empty for rules on single files
 */
public record CopyTally(String source, String expression, Counts hour, Counts day) {

  /** How long is remembered what came. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** What came within one step is one number. */
  private static final Duration STEP = Duration.ofMinutes(5);

  /** By source and expression. */
  public static final Comparator<CopyTally> ORDER =
      comparing(CopyTally::source).thenComparing(CopyTally::expression);

  /**
   * The step that what a question finds belongs to.
   *
   * @param before when the same was asked before
   */
  public static Instant stepOf(Instant before) {
    long step = STEP.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(before.toEpochMilli(), step) * step);
  }

  /**
   * Copies, each of one file.
   *
   * @param came that Rucio calls OK and did not before
   * @param failed that Rucio calls stuck and did not before; one may fail again after another try
   * @param bytes of copies that came, as looks at the replicas of their files told; these may come
   *     later than what rules tell, and never tell more
   */
  public record Counts(long came, long failed, long bytes) {

    public static final Counts NONE = new Counts(0, 0, 0);

    public Counts plus(Counts other) {
      return new Counts(came + other.came, failed + other.failed, bytes + other.bytes);
    }
  }
}
