// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.LocalDate;
import java.util.Random;

/**
 * What decides every name and byte: the same campaign gives the same files.
 *
 * @param firstNight date of the first evening
 * @param sizeScale factor on each profile's usual file size
 */
public record Campaign(long seed, LocalDate firstNight, double sizeScale) {

  /**
   * @throws IllegalArgumentException unless 0 &lt; sizeScale ≤ 1,000,000
   */
  public Campaign {
    if (!(sizeScale > 0 && sizeScale <= 1_000_000)) {
      throw new IllegalArgumentException(
          "size " + sizeScale + " is not a factor above 0 and up to 1000000");
    }
  }

  /**
   * A source of randomness of its own for each purpose and number, so that files do not depend on
   * order.
   */
  public Random random(String purpose, long number) {
    return new Random(mix(mix(seed) + mix(purpose.hashCode()) + number));
  }

  /** The first run number of a profile; differs by seed. */
  long firstRun(Profile profile) {
    return 1_000 + Math.floorMod(mix(seed ^ mix(profile.key().hashCode())), 50_000L);
  }

  /** The same names with files of no more than the usual size. */
  public Campaign atMostUsualSize() {
    return new Campaign(seed, firstNight, Math.min(1, sizeScale));
  }

  /** Between half and one and a half times the usual size. */
  long size(long usual, Random random) {
    return Math.max(1, (long) (usual * sizeScale * (0.5 + random.nextDouble())));
  }

  /** The finaliser of MurmurHash3: spreads neighbouring seeds. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
