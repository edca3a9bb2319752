// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.util.List;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;

/** Takes batches of sightings while a scan goes on; what it throws ends the scan. */
@FunctionalInterface
interface SightingSink {

  SightingReport take(List<Sighting> sightings) throws Exception;
}
