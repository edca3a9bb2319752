// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import java.time.Duration;

/** How long the parts of the full tier may take. */
public final class TierTime {

  /**
   * Calls to the kernel, pairs of points and kills go on until it is over; power cuts and copies
   * need less on an idle machine.
   */
  private static final long MINUTES = 15;

  private TierTime() {}

  /** Of one part; {@code -Dharness.minutes} says otherwise. */
  public static Duration ofOnePart() {
    return Duration.ofMinutes(Long.getLong("harness.minutes", MINUTES));
  }
}
