// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bounds of histograms: 1, 2.5, 5 of each power of ten, so that dashboards need no odd numbers. */
final class Buckets {

  private static final double[] STEPS = {1, 2.5, 5};

  private Buckets() {}

  /**
   * From the first bound that is not below {@code from} to the last that is not above {@code to}.
   */
  static Duration[] between(Duration from, Duration to) {
    List<Duration> bounds = new ArrayList<>();
    for (double power = 1e6; power <= to.toNanos(); power *= 10) {
      for (double step : STEPS) {
        Duration bound = Duration.ofNanos((long) (step * power));
        if (bound.compareTo(from) >= 0 && bound.compareTo(to) <= 0) {
          bounds.add(bound);
        }
      }
    }
    return bounds.toArray(Duration[]::new);
  }

  /** With one more bound, which a promise names. */
  static Duration[] with(Duration[] bounds, Duration promised) {
    return Stream.concat(Stream.of(bounds), Stream.of(promised)).sorted().toArray(Duration[]::new);
  }
}
