// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.util.Optional;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.rse.NamingSettings;

/** Settings that differ from the usual ones in what a test is about. */
final class SourcesOfTrouble {

  private SourcesOfTrouble() {}

  static Treatment naming(Treatment old, String did, Optional<String> dataset) {
    NamingSettings plain = old.naming();
    NamingSettings naming =
        new NamingSettings(
            plain.pattern(), plain.scope(), did, dataset, plain.night(), plain.escape());
    return naming(old, naming);
  }

  static Treatment naming(Treatment old, NamingSettings naming) {
    return new Treatment(naming, old.digests(), old.rules(), old.protectSource(), old.safeCopies());
  }
}
