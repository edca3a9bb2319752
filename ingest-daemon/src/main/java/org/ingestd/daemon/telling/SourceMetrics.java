// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.routes.contract.SilentListener;

/** Counts what is seen of each source: scans, the kernel's events, replays. Thread-safe. */
final class SourceMetrics extends SilentListener {

  private final Meters meters;
  private final Clock clock;

  /** Counters that alerts watch begin at 0, or their first event would not be an increase. */
  SourceMetrics(Meters meters, List<String> sources, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    for (String source : sources) {
      online(source, 0);
      overflows(source, 0);
      watched(source, new WatchReport(Map.of(), 0, false));
    }
  }

  @Override
  public void scanned(String source, ScanReport report) {
    Tags tags = Tags.of("source", source);
    meters
        .histogram(
            "ingestd.scan.duration",
            "Scans of a source",
            tags,
            Duration.ofMillis(1),
            Duration.ofHours(1))
        .record(report.took());
    found(source, "scan", report.fresh());
    meters.timestamp(
        "ingestd.scan.last.success.timestamp.seconds",
        "When a scan last ended well",
        tags,
        clock.instant());
    online(source, 1);
    report
        .ignored()
        .forEach(
            (kind, count) ->
                meters.level(
                    "ingestd.ignored.entries",
                    "Entries that are no files of the source, in the last scan",
                    Tags.of("source", source, "kind", kind),
                    count));
  }

  @Override
  public void hinted(String source, int fresh) {
    found(source, "event", fresh);
  }

  private void found(String source, String origin, int fresh) {
    meters
        .counter(
            "ingestd.scan.files.found",
            "Files never seen before, by what led to them",
            Tags.of("source", source, "origin", origin))
        .increment(fresh);
  }

  @Override
  public void sourceOffline(String source, String why) {
    online(source, 0);
  }

  @Override
  public void sourceOnline(String source) {
    online(source, 1);
  }

  private void online(String source, long value) {
    meters.level(
        "ingestd.source.online",
        "1 while the source can be scanned",
        Tags.of("source", source),
        value);
  }

  @Override
  public void eventsLost(String source) {
    overflows(source, 1);
  }

  private void overflows(String source, int more) {
    meters
        .counter(
            "ingestd.watch.overflows",
            "Times that the kernel dropped events",
            Tags.of("source", source))
        .increment(more);
  }

  @Override
  public void watched(String source, WatchReport report) {
    report
        .events()
        .forEach(
            (kind, count) ->
                meters
                    .counter(
                        "ingestd.watch.events",
                        "Events of the kernel, by kind",
                        Tags.of("source", source, "kind", kind))
                    .increment(count));
    Tags tags = Tags.of("source", source);
    meters.level(
        "ingestd.watches",
        "Directories whose events the kernel tells of",
        tags,
        report.directories());
    meters.level(
        "ingestd.watch.degraded",
        "1 while the kernel takes no more directories and the rest waits for scans",
        tags,
        report.degraded() ? 1 : 0);
  }

  @Override
  public void replayedFiles(String source, Map<ReplayOutcome, Long> counts) {
    counts.forEach(
        (outcome, files) ->
            meters
                .counter(
                    "ingestd.replayed.files",
                    "Files that replays looked at, by what became of each",
                    Tags.of("source", source, "outcome", outcome.word()))
                .increment(files));
  }
}
