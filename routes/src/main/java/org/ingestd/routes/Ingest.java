// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.Journal;
import org.ingestd.registration.RucioClient;
import org.jspecify.annotations.Nullable;

/** The running routes: discovery, steps and back-pressure, from {@link #start} to {@link #stop}. */
public final class Ingest {

  public Ingest(
      IngestSettings settings,
      Journal journal,
      RucioClient rucio,
      Clock clock,
      IngestListener listener) {
    throw new UnsupportedOperationException("" + settings + journal + rucio + clock + listener);
  }

  /** Starts Camel and the routes; returns at once, also if Rucio is away. */
  public void start() {
    throw new UnsupportedOperationException();
  }

  /** Lets what is in flight end, at most so long; the journal has the rest. */
  public void stop(Duration atMost) {
    throw new UnsupportedOperationException(atMost.toString());
  }

  /** Looks at a source now. */
  public void rescan(String source) {
    throw new UnsupportedOperationException(source);
  }

  public Health health() {
    throw new UnsupportedOperationException();
  }

  /**
   * @param ready every source was scanned once
   * @param degraded what is waited for, e.g. {@code rucio: no answer since 03:12}; empty: nothing
   * @param sources by name: ONLINE or OFFLINE with the reason, last scan, ignored entries by kind
   * @param dead routes whose last success is too long ago
   */
  public record Health(
      boolean ready, List<String> degraded, Map<String, SourceHealth> sources, List<String> dead) {

    /**
     * @param why empty while online
     * @param lastScan null before the first scan ended
     */
    public record SourceHealth(
        boolean online, String why, @Nullable Instant lastScan, Map<String, Long> ignored) {}
  }
}
