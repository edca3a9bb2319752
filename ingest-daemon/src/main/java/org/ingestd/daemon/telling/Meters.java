// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Makes meters when they are first needed and keeps them: asking the registry again for each file
 * costs more than counting. Thread-safe.
 */
final class Meters {

  private final MeterRegistry registry;
  private final Map<Place, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Place, Timer> histograms = new ConcurrentHashMap<>();
  private final Map<Place, AtomicLong> gauges = new ConcurrentHashMap<>();

  private record Place(String name, Tags tags) {}

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A constant as labels have it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Counter counter(String name, String help, Tags tags) {
    return counters.computeIfAbsent(
        new Place(name, tags),
        place -> Counter.builder(name).description(help).tags(tags).register(registry));
  }

  Timer histogram(String name, String help, Tags tags, Duration from, Duration to) {
    return histogram(name, help, tags, () -> Buckets.between(from, to));
  }

  Timer histogram(String name, String help, Tags tags, Supplier<Duration[]> bounds) {
    return histograms.computeIfAbsent(
        new Place(name, tags),
        place ->
            Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(bounds.get())
                .register(registry));
  }

  /** A gauge of a point in time, in seconds since the epoch. */
  void timestamp(String name, String help, Tags tags, Instant at) {
    gauge(name, help, tags, 1000).set(at.toEpochMilli());
  }

  void level(String name, String help, Tags tags, long value) {
    gauge(name, help, tags, 1).set(value);
  }

  private AtomicLong gauge(String name, String help, Tags tags, double unit) {
    return gauges.computeIfAbsent(
        new Place(name, tags),
        place -> {
          AtomicLong value = new AtomicLong();
          Gauge.builder(name, value, v -> v.get() / unit)
              .description(help)
              .tags(tags)
              .register(registry);
          return value;
        });
  }
}
