// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Workplace;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.sqlite.SqliteJournal;

/**
 * A daemon that is started on a journal full of sighted files and works on them while Rucio is
 * away, so that none leaves the backlog.
 */
public final class BacklogLoad implements Load {

  private static final long LARGE = 1L << 30;
  private static final int PAGE = 10_000;
  private static final String HEAP = "256m";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String SETTINGS = "empty: register\ncomplete: { quiet: 1s }\n";
  private static final FileState[] CLAIMED = {FileState.SETTLED, FileState.DIGESTED};

  private final int seconds = Option.number("BENCH_BACKLOG_SECONDS", 120);

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String about() {
    return "restart with a large backlog: first claim, peak memory";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    ScannedTree scanned = ScannedTree.scan(place);
    DaemonFolder folder = DaemonFolder.make(place.folder().resolve("backlog"));
    scanned.copyStateTo(folder);
    makeDue(folder, scanned.tree().files());
    folder.configure(DaemonFolder.nobody(), scanned.tree().root(), SETTINGS);
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP)) {
      return measure(daemon, scanned.tree().files());
    } finally {
      place.delete(folder.path());
    }
  }

  /** The scan left them waiting for half a day. */
  private static void makeDue(DaemonFolder folder, int files) {
    Clock clock = Clock.systemUTC();
    Instant now = clock.instant();
    try (Journal journal =
        SqliteJournal.open(folder.state(), LARGE, clock, LifeCycleListener.NONE)) {
      int due = 0;
      List<JournalFile> page = after(journal, 0);
      while (!page.isEmpty()) {
        List<Entry> awaits =
            page.stream()
                .map(file -> (Entry) new Entry.Await(file.id(), file.state(), null, now))
                .toList();
        due += Collections.frequency(journal.record(awaits), Verdict.RECORDED);
        page = after(journal, page.get(page.size() - 1).id());
      }
      if (due != files) {
        throw new IllegalStateException(due + " of " + files + " files are on their way");
      }
    }
  }

  private static List<JournalFile> after(Journal journal, long id) {
    return journal.files(
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), id, PAGE));
  }

  private List<Finding> measure(DaemonProcess daemon, int files)
      throws IOException, InterruptedException {
    double first = daemon.await(() -> daemon.count(CLAIMED) > 0, PATIENCE);
    double end = daemon.age() + seconds;
    DaemonProcess.Condition over =
        () -> daemon.age() >= end || daemon.count(FileState.DIGESTED) >= files;
    daemon.await(() -> daemon.age() >= first + seconds / 2.0 || over.holds(), PATIENCE);
    double halfway = daemon.peakMemory();
    daemon.await(over, PATIENCE);
    String what = files + " files in the journal, ";
    Map<String, Object> details =
        Map.of(
            "heap",
            HEAP,
            "peakRssMiBHalfway",
            halfway,
            "secondsWatched",
            daemon.age() - first,
            "digestedMeanwhile",
            daemon.count(FileState.DIGESTED),
            "fullestHeapMiB",
            daemon.fullestHeap());
    return List.of(
        new Finding(
            what + "JVM start to the first claim's outcome, seconds",
            first,
            Finding.Goal.atMost(5),
            Map.of("quietSecondsIncluded", 1)),
        new Finding(
            what + "peak RSS of the daemon, MiB",
            daemon.peakMemory(),
            Finding.Goal.atMost(512),
            details));
  }
}
