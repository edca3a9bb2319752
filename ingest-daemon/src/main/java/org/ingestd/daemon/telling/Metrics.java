// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.ingestd.journal.Census;
import org.ingestd.routes.contract.IngestListener;

/**
 * Everything that is counted. Names begin with {@code ingestd_}; labels are bounded: never a file's
 * name. docs/metrics.md has them all.
 */
public final class Metrics {

  private Metrics() {}

  /**
   * Counts what it hears. Meters are registered as things happen; those of the journal's content,
   * and counters that alerts watch, at once.
   */
  public static IngestListener listener(
      MeterRegistry registry, Supplier<Census> census, List<String> sources, Clock clock) {
    new CensusMetrics(census, sources, clock).bindTo(registry);
    Meters meters = new Meters(registry);
    return new Listeners(
        new FileMetrics(meters, sources),
        new RucioMetrics(meters, clock),
        new SourceMetrics(meters, sources, clock),
        new WorkMetrics(meters, clock));
  }
}
