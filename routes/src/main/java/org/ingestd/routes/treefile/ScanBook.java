// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.ingestd.routes.disk.Offline;
import org.jspecify.annotations.Nullable;

/** How the scans of each source went last, for health. Tells changes to the listener. */
public final class ScanBook {

  /**
   * @param offline null while online
   * @param lastScan null before the first scan ended well
   */
  public record Page(
      @Nullable Offline offline, @Nullable Instant lastScan, Map<String, Long> ignored) {}

  private static final Page BLANK = new Page(null, null, Map.of());

  private final IngestListener listener;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  private final Map<String, String> polled = new ConcurrentHashMap<>();
  private final Map<String, List<String>> parts = new ConcurrentHashMap<>();

  public ScanBook(IngestListener listener) {
    this.listener = listener;
  }

  public Page of(String source) {
    return pages.getOrDefault(source, BLANK);
  }

  void offline(String source, Offline offline) {
    Page before = of(source);
    pages.put(source, new Page(offline, before.lastScan(), before.ignored()));
    Offline known = before.offline();
    if (known == null || known.problem() != offline.problem()) {
      listener.sourceOffline(source, offline.told());
    }
  }

  /** The kernel's events cannot be had, or not for all directories. */
  void polledOnly(String source, String why) {
    polled.put(source, "events of " + source + ": " + why + "; what they miss waits for a rescan");
  }

  /** File systems below the source that are away while the rest goes on; each why, in words. */
  void partsOffline(String source, List<String> whys) {
    List<String> before = whys.isEmpty() ? parts.remove(source) : parts.put(source, whys);
    if (!whys.equals(Objects.requireNonNullElse(before, List.of()))) {
      listener.degraded("part of " + source, String.join("; ", whys));
    }
  }

  /** What goes slower than it could or is away in part, in words. */
  public List<String> degraded() {
    Stream<String> away =
        parts.entrySet().stream()
            .flatMap(
                part ->
                    part.getValue().stream().map(why -> "part of " + part.getKey() + ": " + why));
    return Stream.concat(polled.values().stream(), away).sorted().toList();
  }

  void scanned(String source, ScanReport report, Instant when) {
    Page before = of(source);
    pages.put(source, new Page(null, when, new TreeMap<>(report.ignored())));
    if (before.offline() != null) {
      listener.sourceOnline(source);
    }
    listener.scanned(source, report);
  }
}
