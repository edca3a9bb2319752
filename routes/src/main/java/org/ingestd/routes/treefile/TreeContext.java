// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Clock;
import org.ingestd.journal.Journal;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Recheck;

/**
 * What all {@code treefile:} endpoints share.
 *
 * @param recheck is told of registered files that an event says are gone
 */
public record TreeContext(Workbench bench, ScanBook book, Recheck recheck) {

  Journal journal() {
    return bench.outcomes().journal();
  }

  Sources sources() {
    return bench.sources();
  }

  IngestListener listener() {
    return bench.listener();
  }

  Clock clock() {
    return bench.clock();
  }
}
