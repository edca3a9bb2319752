// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.replay;

import org.jspecify.annotations.Nullable;

/**
 * Which files of a source are to go onto the backlog lane.
 *
 * @param from null: from the beginning
 * @param to null: without end
 * @param pattern glob on the path below the source; null: all
 * @param rate at most so many files a second are put there; 0: as fast as it goes
 */
public record ReplayRequest(
    String source,
    @Nullable ReplayTime from,
    @Nullable ReplayTime to,
    @Nullable String pattern,
    int rate) {

  /**
   * @throws IllegalArgumentException naming the field, its value and what is allowed
   */
  public ReplayRequest {
    if (source.isBlank()) {
      throw new IllegalArgumentException("source is empty; name one of the configuration");
    }
    if (rate < 0) {
      throw new IllegalArgumentException("rate " + rate + " is negative; allowed are 1 and more");
    }
    if (holdsNothing(from, to)) {
      throw new IllegalArgumentException(
          "from " + from + " is not before to " + to + ": there is nothing between them");
    }
  }

  /** Ends of different kinds are compared with different things, so they can always meet. */
  private static boolean holdsNothing(@Nullable ReplayTime from, @Nullable ReplayTime to) {
    if (from instanceof ReplayTime.Moment first && to instanceof ReplayTime.Moment last) {
      return !first.instant().isBefore(last.instant());
    }
    return from instanceof ReplayTime.Night first
        && to instanceof ReplayTime.Night last
        && first.evening().isAfter(last.evening());
  }
}
