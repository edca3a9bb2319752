// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * How due times follow a clock on the wall that was set.
 *
 * @param by how far it was set, negative: back; zero: not at all
 * @param now the time that it shows since
 * @param longest no file on its way to SAFE is ever put off for longer: what is due later still was
 *     put off by another clock, and is due now
 */
public record Rescheduling(Duration by, Instant now, Duration longest) {

  /**
   * The same for what is done rarely, looks at SAFE files and metadata that were refused: spread
   * over the time until then, so that not all of it comes at once.
   */
  public static final Duration RARELY = Duration.ofDays(8);

  public Rescheduling {
    if (longest.isNegative() || longest.isZero()) {
      throw new IllegalArgumentException("Files that are put off for " + longest + " at most");
    }
  }

  /** The time that the clock would show had nobody set it. */
  public Instant unset() {
    return now.minus(by);
  }

  /** When a file on its way is due that was due then. */
  public Instant due(Instant before) {
    return (before.isAfter(unset().plus(longest)) ? unset() : before).plus(by);
  }

  /** When a SAFE file or refused metadata are due that were due then. */
  public Instant rarelyDue(Instant before) {
    Instant unset = unset();
    if (!before.isAfter(unset.plus(RARELY))) {
      return before.plus(by);
    }
    Duration ahead = Duration.between(unset, before);
    return now.plusMillis(ahead.toMillis() % RARELY.toMillis());
  }
}
