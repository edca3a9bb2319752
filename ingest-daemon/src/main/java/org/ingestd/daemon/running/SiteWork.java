// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import org.ingestd.daemon.acting.SiteOrders;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.repair.RuleRepair;

/** The running routes do it. */
record SiteWork(Ingest ingest) implements SiteOrders.Worker {

  @Override
  public boolean rescan(String source) {
    ingest.rescan(source);
    return true;
  }

  @Override
  public RuleRepair.Page repair(RuleRepair.Wanted wanted) throws RucioException {
    return ingest.repair(wanted);
  }
}
