// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Random;

/**
 * What decides every name and byte: the same campaign gives the same files.
 *
 * @param firstNight date of the first evening
 * @param sizeScale factor on each profile's usual file size
 * @param filesANight how many files a profile writes in one night; 0: as its instrument usually
 *     does
 */
public record Campaign(long seed, LocalDate firstNight, double sizeScale, long filesANight) {

  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final Duration DARK = Duration.ofHours(9);

  /**
   * @throws IllegalArgumentException unless 0 &lt; sizeScale ≤ 1,000,000, and filesANight ≥ 0
   */
  public Campaign {
    if (!(sizeScale > 0 && sizeScale <= 1_000_000)) {
      throw new IllegalArgumentException(
          "size " + sizeScale + " is not a factor above 0 and up to 1000000");
    }
    if (filesANight < 0) {
      throw new IllegalArgumentException(filesANight + " files a night: must not be negative");
    }
  }

  /** With as many files a night as each instrument usually has. */
  public Campaign(long seed, LocalDate firstNight, double sizeScale) {
    this(seed, firstNight, sizeScale, 0);
  }

  /** The same with files spread over nights. */
  public Campaign withFilesANight(long files) {
    return new Campaign(seed, firstNight, sizeScale, files);
  }

  /**
   * The evening's date of a profile's file.
   *
   * @param number of the file
   * @param usual how many nights after the first its instrument would write it
   */
  LocalDate night(long number, long usual) {
    return firstNight.plusDays(filesANight == 0 ? usual : number / filesANight);
  }

  /**
   * When a file of a past night was written: the files of a night follow each other from dusk to
   * dawn.
   *
   * @param number of the profile's file
   * @throws IllegalStateException if files are not spread over nights
   */
  public Instant written(long number) {
    if (filesANight == 0) {
      throw new IllegalStateException("Files are not spread over nights");
    }
    Instant evening =
        firstNight.plusDays(number / filesANight).atTime(EVENING).toInstant(ZoneOffset.UTC);
    return evening.plus(DARK.multipliedBy(number % filesANight).dividedBy(filesANight));
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
    return new Campaign(seed, firstNight, Math.min(1, sizeScale), filesANight);
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
