// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.io.IOException;
import org.ingestd.daemon.acting.SiteOrders;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.repair.RuleRepair;

/** The running routes do it. */
record SiteWork(Ingest ingest, Comparisons comparisons) implements SiteOrders.Worker {

  @Override
  public boolean rescan(String source) {
    ingest.rescan(source);
    return true;
  }

  @Override
  public boolean verify(String source) throws IOException {
    return comparisons.begin(source);
  }

  @Override
  public RuleRepair.Page repair(RuleRepair.Wanted wanted) throws RucioException {
    return ingest.repair(wanted);
  }
}
