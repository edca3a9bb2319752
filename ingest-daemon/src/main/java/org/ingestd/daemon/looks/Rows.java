// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A gauge whose rows one look gives. A look that does not come back, as on a file system that
 * hangs, must not leave old numbers standing: after a while they are not a number. One thread
 * writes.
 */
final class Rows {

  private final MultiGauge gauge;
  private final Clock clock;
  private final Duration good;
  private final List<MultiGauge.Row<?>> next = new ArrayList<>();

  /**
   * @param name with dots
   * @param good how long a row may be believed
   */
  Rows(MeterRegistry registry, Clock clock, Duration good, String name, String help) {
    this.gauge = MultiGauge.builder(name).description(help).register(registry);
    this.clock = clock;
    this.good = good;
  }

  /** One row of the look that is under way. */
  void put(Tags tags, Number value) {
    Instant until = clock.instant().plus(good);
    next.add(MultiGauge.Row.of(tags, () -> clock.instant().isAfter(until) ? Double.NaN : value));
  }

  /** The look is over: rows that were not put are gone. */
  void show() {
    gauge.register(next, true);
    next.clear();
  }
}
