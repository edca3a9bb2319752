// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ingestd.journal.Journal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.disk.ReadLimit;
import org.ingestd.routes.steps.Backoff;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Outcomes;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Recheck;

/** Contexts with one source and nothing but a journal behind them. */
final class Contexts {

  private Contexts() {}

  static TreeContext of(
      Given given, Journal journal, Path state, RecordingListener listener, Clock clock) {
    Workbench bench =
        new Workbench(
            new Outcomes(journal, new WorkBell()),
            new Sources(
                List.of(given.source()),
                given.root(),
                new SourceDisks(state, source -> 0, listener)),
            new Backoff(new Random(1)),
            listener,
            new DueTimes(journal, WatchedClock.trusting(clock), Duration.ofDays(1)));
    CarefulReader reader =
        new CarefulReader(new ReadLimit(0, clock, pause -> {}), () -> false, listener);
    return new TreeContext(bench, new ScanBook(listener), new Recheck(bench, reader, () -> false));
  }
}
