// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Duration;

/**
 * How fast and how long the telescope writes. 0 stands for no limit everywhere; without any limit
 * it writes as fast as it can until it is stopped.
 *
 * @param filesPerSecond on average; a delay is caught up
 * @param bytesPerSecond on average, beside the other
 * @param files how many, odd ones included
 * @param time after which no new file is begun
 */
public record Pace(double filesPerSecond, long bytesPerSecond, long files, Duration time) {

  /** As fast as possible and without end. */
  public static final Pace UNLIMITED = new Pace(0, 0, 0, Duration.ZERO);

  /**
   * @throws IllegalArgumentException naming what is negative
   */
  public Pace {
    if (!(filesPerSecond >= 0 && filesPerSecond <= 1e9)) {
      throw new IllegalArgumentException("rate " + filesPerSecond + " files/s is no rate");
    }
    if (bytesPerSecond < 0 || files < 0 || time.isNegative()) {
      throw new IllegalArgumentException(
          "rate "
              + bytesPerSecond
              + " bytes/s, "
              + files
              + " files, time "
              + time
              + ": none may be negative");
    }
  }

  /** So many files, as fast as possible. */
  public static Pace ofFiles(long files) {
    return UNLIMITED.withFiles(files);
  }

  public Pace withFilesPerSecond(double rate) {
    return new Pace(rate, bytesPerSecond, files, time);
  }

  public Pace withBytesPerSecond(long rate) {
    return new Pace(filesPerSecond, rate, files, time);
  }

  public Pace withFiles(long count) {
    return new Pace(filesPerSecond, bytesPerSecond, count, time);
  }

  public Pace withTime(Duration limit) {
    return new Pace(filesPerSecond, bytesPerSecond, files, limit);
  }

  /** When, after the start, the next file may begin; never later than the end. */
  Duration turn(long filesBegun, long bytesWritten) {
    double byFiles = filesPerSecond == 0 ? 0 : filesBegun / filesPerSecond;
    double byBytes = bytesPerSecond == 0 ? 0 : (double) bytesWritten / bytesPerSecond;
    Duration turn = Duration.ofNanos((long) (Math.max(byFiles, byBytes) * 1e9));
    return time.isZero() || turn.compareTo(time) < 0 ? turn : time;
  }

  boolean isOver(long filesBegun, Duration sinceStart) {
    return (files > 0 && filesBegun >= files)
        || (!time.isZero() && sinceStart.compareTo(time) >= 0);
  }
}
