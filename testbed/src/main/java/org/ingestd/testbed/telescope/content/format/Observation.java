// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When and at what an instrument looked while it wrote one file.
 *
 * @param start UTC
 * @param seconds exposure
 */
public record Observation(String id, Target target, Instant start, int seconds) {

  /**
   * The observation of the slot-th exposure of a night that begins at 20:00 UTC.
   *
   * @param slot exposures follow each other without a gap
   */
  public static Observation ofSlot(
      String id, Target target, LocalDate night, long slot, int seconds) {
    Instant evening = night.atTime(20, 0).toInstant(ZoneOffset.UTC);
    return new Observation(id, target, evening.plusSeconds(slot * seconds), seconds);
  }

  Instant end() {
    return start.plusSeconds(seconds);
  }
}
