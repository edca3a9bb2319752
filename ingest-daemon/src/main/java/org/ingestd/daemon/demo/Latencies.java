// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.telescope.TelescopeListener;
import org.ingestd.testbed.telescope.manifest.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** How long files took from being closed until they were registered and safe. Thread-safe. */
final class Latencies extends SilentListener implements TelescopeListener {

  private final Map<FileKey, Instant> closed = new ConcurrentHashMap<>();
  private final Map<FileKey, Instant> registered = new ConcurrentHashMap<>();
  private final Map<FileKey, Instant> safe = new ConcurrentHashMap<>();

  @Override
  public void finished(ManifestEntry entry, Instant at) {
    closed.put(ProducedFiles.key(entry), at);
  }

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    if (file.state() == FileState.REGISTERED) {
      registered.putIfAbsent(file.key(), file.standing().since());
    } else if (file.state() == FileState.SAFE) {
      safe.putIfAbsent(file.key(), file.standing().since());
    }
  }

  Optional<Spread> untilRegistered() {
    return spread(registered);
  }

  Optional<Spread> untilSafe() {
    return spread(safe);
  }

  /** Half of all took no longer than {@code p50}. */
  record Spread(Duration p50, Duration p95) {}

  private Optional<Spread> spread(Map<FileKey, Instant> reached) {
    long[] nanos =
        reached.entrySet().stream()
            .filter(entry -> closed.containsKey(entry.getKey()))
            .mapToLong(
                entry ->
                    Math.max(
                        0,
                        Duration.between(
                                closed.getOrDefault(entry.getKey(), entry.getValue()),
                                entry.getValue())
                            .toNanos()))
            .sorted()
            .toArray();
    return nanos.length == 0
        ? Optional.empty()
        : Optional.of(new Spread(at(nanos, 0.50), at(nanos, 0.95)));
  }

  private static Duration at(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return Duration.ofNanos(sorted[Math.max(0, rank)]);
  }

  /** From the first file closed to the last one safe. */
  Duration whole() {
    Instant first = closed.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
    Instant last = safe.values().stream().max(Instant::compareTo).orElse(first);
    return Duration.between(first, last);
  }
}
