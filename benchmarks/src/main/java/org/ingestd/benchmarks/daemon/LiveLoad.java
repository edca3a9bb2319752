// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Workplace;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;

/**
 * Live files beside a backlog: how long they take from their closing until they are registered,
 * before the backlog comes, while it drains, and after it, in one run of one daemon. All files are
 * of one source and have markers.
 */
public final class LiveLoad implements Load {

  private static final int SIZE = 10 << 10;
  private static final String HEAP = "256m";
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration OLD = Duration.ofDays(3);
  private static final String MARKER = ".ok";
  private static final FileState[] REGISTERED = {
    FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE
  };
  private static final List<FileState> WAY =
      List.of(FileState.SIGHTED, FileState.SETTLED, FileState.DIGESTED, FileState.REGISTERED);
  private static final String SETTINGS =
      "complete: { quiet: 0s, marker: \"{path}%s\" }\nprotect-source: false\n".formatted(MARKER);

  private final int backlog = Option.number("BENCH_LIVE_BACKLOG", 100_000);
  private final int rate = Option.number("BENCH_LIVE_RATE", 100);
  private final int seconds = Option.number("BENCH_LIVE_SECONDS", 30);
  private final int warmUp = Option.number("BENCH_LIVE_WARM_UP", 20);

  @Override
  public String name() {
    return "live";
  }

  @Override
  public String about() {
    return "live files, close to registered, while a backlog drains";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    DaemonFolder folder = DaemonFolder.make(place.folder().resolve("live"));
    Path data = Files.createDirectories(folder.path().resolve("data"));
    Path hidden = data.resolve(".backlog");
    writeBacklog(hidden);
    CatalogueSettings quick = CatalogueSettings.DEFAULT.withoutCopying();
    Path storage = folder.path().resolve("storage");
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(storage, data, quick)) {
      folder.configure(catalogue.url(), data, SETTINGS);
      return measure(folder, data, hidden);
    } finally {
      place.delete(folder.path());
    }
  }

  /** Files of three days ago, where no scan sees them yet. */
  private void writeBacklog(Path hidden) throws IOException {
    SourceTree.write(hidden, backlog, SIZE).markAndDate(MARKER, Instant.now().minus(OLD));
  }

  private List<Finding> measure(DaemonFolder folder, Path data, Path hidden) throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP);
        LiveFiles live = new LiveFiles(data.resolve("live"), rate, SIZE, MARKER)) {
      daemon.await(() -> daemon.scans().count() > 0, PATIENCE);
      live.start();
      TimeUnit.SECONDS.sleep(warmUp);
      Instant begin = Instant.now();
      TimeUnit.SECONDS.sleep(seconds);
      Instant arrival = Instant.now();
      Files.move(hidden, data.resolve("old"));
      daemon.await(() -> daemon.count(REGISTERED) - live.count() > 0.1 * backlog, PATIENCE);
      daemon.await(() -> daemon.count(REGISTERED) >= backlog + live.count() - rate, PATIENCE);
      Instant drained = Instant.now();
      TimeUnit.SECONDS.sleep(seconds);
      live.stop();
      daemon.await(() -> daemon.count(REGISTERED) >= backlog + live.count(), PATIENCE);
      return findings(folder, daemon, live, new Phases(begin, arrival, drained));
    }
  }

  private record Phases(Instant begin, Instant arrival, Instant drained) {

    /** A little after the end of the drain belongs to neither. */
    boolean isBeside(Instant closed) {
      return !closed.isBefore(arrival) && closed.isBefore(drained);
    }

    boolean isAlone(Instant closed) {
      return !closed.isBefore(begin)
          && (closed.isBefore(arrival.minusSeconds(1)) || closed.isAfter(drained.plusSeconds(3)));
    }
  }

  private List<Finding> findings(
      DaemonFolder folder, DaemonProcess daemon, LiveFiles live, Phases phases)
      throws IOException, InterruptedException {
    RegisteredTimes registered = RegisteredTimes.of(folder.state());
    List<Double> alone = seconds(live, registered, phases::isAlone, FileState.REGISTERED);
    List<Double> beside = seconds(live, registered, phases::isBeside, FileState.REGISTERED);
    double drain = Duration.between(phases.arrival(), phases.drained()).toMillis() / 1e3;
    Map<String, Object> details =
        Map.of(
            "alone", stages(live, registered, phases::isAlone),
            "beside", stages(live, registered, phases::isBeside),
            "filesAlone", alone.size(),
            "filesBeside", beside.size(),
            "drainSeconds", drain,
            "backlogOnItsLane", registered.count(Lane.BACKLOG),
            "profile", daemon.profile());
    String what = rate + " live files/s, close to registered, p95, ";
    return List.of(
        new Finding(
            what + "seconds, no backlog", percentile(alone, 95), Finding.Goal.atMost(1), details),
        new Finding(
            what + "while " + backlog + " drain, x without backlog",
            percentile(beside, 95) / percentile(alone, 95),
            Finding.Goal.atMost(2),
            details));
  }

  /** Seconds from closing to each state: median and p95. */
  private static Map<FileState, List<Double>> stages(
      LiveFiles live, RegisteredTimes registered, Predicate<Instant> when) {
    Map<FileState, List<Double>> stages = new EnumMap<>(FileState.class);
    for (FileState state : WAY) {
      List<Double> seconds = seconds(live, registered, when, state);
      stages.put(state, List.of(percentile(seconds, 50), percentile(seconds, 95)));
    }
    return stages;
  }

  private static List<Double> seconds(
      LiveFiles live, RegisteredTimes registered, Predicate<Instant> when, FileState state) {
    return live.written().stream()
        .filter(file -> when.test(file.closed()))
        .map(file -> registered.secondsOf(file, state))
        .sorted()
        .toList();
  }

  private static double percentile(List<Double> sorted, int percent) {
    if (sorted.isEmpty()) {
      throw new IllegalStateException("No live file was written in that time");
    }
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) sorted.size() * percent / 100));
  }
}
