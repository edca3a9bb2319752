// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.acting.Said;
import org.ingestd.daemon.acting.SiteOrders;
import org.ingestd.daemon.acting.SourceTurn;
import org.ingestd.daemon.acting.SourceTurned;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.SourceConfig;
import org.ingestd.daemon.reports.OpenJournal;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.daemon.view.RepairPageView;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.StandaloneRepair;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.disk.SourcePauses;
import org.ingestd.routes.repair.RuleRepair;

/** Does it itself; the journal's lock keeps every daemon away meanwhile. */
final class OwnSite implements SiteHand, SiteOrders.Worker {

  private final Config config;
  private final Journal journal;
  private final SiteOrders orders;

  private OwnSite(Config config, Journal journal) {
    this.config = config;
    this.journal = journal;
    List<String> sources = config.sources().stream().map(SourceConfig::name).toList();
    this.orders =
        new SiteOrders(
            sources, new SourcePauses(config.host().state()), journal, Clock.systemUTC(), this);
  }

  /**
   * @throws VerbFailed if we are another user than the one whose journal it is
   */
  static OwnSite open(Config config) throws VerbFailed, IOException {
    Path state = config.host().state();
    OpenJournal.requireOurs(state);
    return new OwnSite(
        config,
        SqliteJournal.open(
            state, config.limits().largeFrom().bytes(), Clock.systemUTC(), LifeCycleListener.NONE));
  }

  @Override
  public SourceTurned turn(String source, SourceTurn turn, Said said)
      throws IOException, VerbFailed {
    return orders
        .turn(source, turn, said)
        .orElseThrow(() -> new VerbFailed(Exit.USAGE, "No source is called '" + source + "'."));
  }

  @Override
  public RepairPageView repair(Optional<String> source, long after, boolean dryRun, Said said)
      throws RucioException {
    return RepairPageView.of(orders.repair(source, after, dryRun, said));
  }

  /** The next start looks at everything. */
  @Override
  public boolean rescan(String source) {
    return false;
  }

  /** The verb of this name does it. */
  @Override
  public boolean verify(String source) {
    return false;
  }

  @Override
  public RuleRepair.Page repair(RuleRepair.Wanted wanted) throws RucioException {
    Clock wall = Clock.systemUTC();
    try (RucioClient rucio = new RucioClient(Wiring.rucio(config), wall, CallListener.NONE);
        StandaloneRepair repair =
            new StandaloneRepair(
                Wiring.ingest(config),
                journal,
                rucio,
                WatchedClock.of(wall, System::nanoTime),
                new SilentListener())) {
      return repair.page(wanted);
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
