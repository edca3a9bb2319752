// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.Random;
import org.ingestd.journal.Journal;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.repair.RuleRepair;

/** Looks at rules where no daemon runs: whoever holds the journal does a daemon's part of it. */
public final class StandaloneRepair implements AutoCloseable {

  private final Workshop workshop;

  public StandaloneRepair(
      IngestSettings settings,
      Journal journal,
      RucioClient rucio,
      WatchedClock clock,
      IngestListener listener) {
    this.workshop = new Workshop(settings, journal, rucio, clock, listener, new Random());
  }

  /** See {@link RuleRepair}. */
  public RuleRepair.Page page(RuleRepair.Wanted wanted) throws RucioException {
    return workshop.repair().page(wanted);
  }

  @Override
  public void close() {
    workshop.close();
  }
}
