// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.util.Optional;
import org.ingestd.daemon.running.RseMemory;
import org.ingestd.routes.contract.IngestSettings.Place;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.PfnMapping;
import org.ingestd.rse.RseCheck;

/** What is known of Rucio and the source RSE, from an earlier start or from asking now. */
record KnownServer(Optional<RseMemory> memory) {

  NameRules rules() {
    return memory.map(known -> NameRules.ofServer(known.server())).orElse(NameRules.NEWEST);
  }

  /** Empty if nothing is known, or if the RSE cannot be used so. */
  Optional<PfnMapping> mapping(Place place) {
    return memory
        .filter(
            known ->
                RseCheck.check(known.rse(), place.root(), place.scheme()).stream()
                    .noneMatch(RseCheck.Finding::isFatal))
        .flatMap(known -> RseCheck.protocol(known.rse(), place.scheme()))
        .map(protocol -> new PfnMapping(protocol, place.root()));
  }
}
