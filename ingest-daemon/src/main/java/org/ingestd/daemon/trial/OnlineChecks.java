// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ingestd.daemon.running.RseMemory;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.trial.Explanation.Rule;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestSettings.Place;
import org.ingestd.rse.Did;
import org.ingestd.rse.RseCheck;

/** What {@code explain --online} asks the server, reading only. */
final class OnlineChecks {

  private final RucioClient rucio;

  OnlineChecks(RucioClient rucio) {
    this.rucio = rucio;
  }

  RseMemory memory(String rse) throws RucioException {
    return new RseMemory(rucio.serverVersion(), rucio.rse(rse));
  }

  List<Check> about(Explanation explanation, RseMemory memory, Place place) throws RucioException {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("server", true, "Rucio " + memory.server()));
    for (RseCheck.Finding finding : RseCheck.check(memory.rse(), place.root(), place.scheme())) {
      checks.add(new Check("RSE " + finding.subject(), finding.ok(), finding.message()));
    }
    String scope = explanation.names().scope();
    String name = explanation.names().name();
    if (scope != null && name != null) {
      checks.add(scope(scope));
      checks.add(did(new Did(scope, name)));
    }
    for (Rule rule : explanation.rules()) {
      checks.add(rule(rule));
    }
    return checks;
  }

  private Check scope(String scope) throws RucioException {
    Set<String> ours = rucio.scopes();
    return new Check(
        "scope",
        ours.contains(scope),
        ours.contains(scope)
            ? "scope " + scope + " is ours"
            : "scope " + scope + " is not one of account " + rucio.account() + ": " + ours);
  }

  private Check did(Did did) throws RucioException {
    CatalogueFile known = rucio.files(Set.of(did)).get(did);
    return new Check(
        "DID",
        true,
        known == null
            ? "Rucio does not know " + did + " yet"
            : "Rucio knows %s: %d bytes, adler32 %s"
                .formatted(did, known.bytes(), known.adler32()));
  }

  private Check rule(Rule rule) throws RucioException {
    Set<String> rses = rucio.rses(rule.expression());
    return new Check(
        "rule",
        rses.size() >= rule.copies(),
        "'%s' matches %d RSEs for %d copies: %s"
            .formatted(rule.expression(), rses.size(), rule.copies(), rses));
  }
}
