// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.contract.IngestListener;

/** How large the journal is, and once a day whether it is sound. */
final class JournalLook implements Look {

  /** A whole reading; the journal goes on beside it. */
  private static final Duration BETWEEN_CHECKS = Duration.ofDays(1);

  private final JournalReader journal;
  private final Path state;
  private final Clock clock;
  private final IngestListener listener;
  private volatile double bytes = Double.NaN;
  private volatile double logBytes = Double.NaN;
  private volatile Instant lastCheck;
  private volatile int faults;

  /** The opening of the journal, just before, is the first check. */
  JournalLook(
      MeterRegistry registry,
      JournalReader journal,
      Path state,
      Clock clock,
      IngestListener listener) {
    this.journal = journal;
    this.state = state;
    this.clock = clock;
    this.listener = listener;
    this.lastCheck = clock.instant();
    Gauge.builder("ingestd.journal.bytes", this, look -> look.bytes)
        .description("Size of the journal")
        .register(registry);
    Gauge.builder("ingestd.journal.wal.bytes", this, look -> look.logBytes)
        .description("Size of the journal's write-ahead log")
        .register(registry);
    Gauge.builder(
            "ingestd.journal.last.check.timestamp.seconds",
            this,
            look -> look.lastCheck.toEpochMilli() / 1000.0)
        .description("When the journal was last checked: as it was opened, then once a day")
        .register(registry);
    Gauge.builder("ingestd.journal.faults", this, look -> look.faults)
        .description("Faults that the last check found; 0: it is sound")
        .register(registry);
  }

  @Override
  public void look() throws IOException {
    bytes = size("journal.db");
    logBytes = size("journal.db-wal");
    Instant now = clock.instant();
    if (!lastCheck.plus(BETWEEN_CHECKS).isAfter(now)) {
      List<String> found = journal.check();
      faults = found.size();
      lastCheck = now;
      if (!found.isEmpty()) {
        listener.failed("journal check", new IOException(String.join("; ", found)));
      }
    }
  }

  private double size(String name) throws IOException {
    try {
      return Files.size(state.resolve(name));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
