// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.Random;
import java.util.function.BooleanSupplier;
import org.ingestd.journal.Journal;
import org.ingestd.journal.replay.Replay;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.replay.ReplayRun;
import org.ingestd.routes.steps.Outcomes;
import org.ingestd.routes.steps.WorkBell;

/** Replays where no daemon runs: whoever holds the journal does a daemon's part of them. */
public final class StandaloneReplay {

  private final IngestSettings settings;
  private final Journal journal;
  private final WatchedClock clock;
  private final IngestListener listener;

  public StandaloneReplay(
      IngestSettings settings, Journal journal, WatchedClock clock, IngestListener listener) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    this.listener = listener;
  }

  /** See {@link ReplayRun}. */
  public ReplayRun run(Replay replay, BooleanSupplier stopped) {
    return new ReplayRun(
        Workshop.bench(
            settings, new Outcomes(journal, new WorkBell()), listener, clock, new Random()),
        replay,
        stopped);
  }
}
