// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.sides;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.rucio.Wishes;
import org.ingestd.rse.Did;

/** Whether the rules that a source wants stand on a DID. A dataset is asked about once. */
public final class RuleSide {

  private static final int REMEMBERED = 10_000;

  private final Sides sides;
  private final Wishes wishes;
  private final Set<Did> asked =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Did, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  public RuleSide(Sides sides, String instance) {
    this.sides = sides;
    this.wishes = new Wishes(instance, sides.rse().name());
  }

  /** The missing ones; none if the DID was asked about before. */
  public List<Difference> missing(Source source, Did did) throws RucioException {
    List<WantedRule> wanted = wishes.of(source, did);
    if (wanted.isEmpty() || !asked.add(did)) {
      return List.of();
    }
    Set<String> there =
        sides.rucio().rules(did).stream().map(RuleSide::key).collect(Collectors.toSet());
    List<Difference> missing = new ArrayList<>();
    for (WantedRule rule : wanted) {
      if (!there.contains(rule.copies() + " " + rule.expression())) {
        String evidence =
            "wanted: %d at %s; Rucio: no such rule on %s"
                .formatted(rule.copies(), rule.expression(), did);
        missing.add(new Difference(null, did, Kind.RULE_MISSING, evidence, "configuration"));
      }
    }
    return missing;
  }

  private static String key(RuleInfo rule) {
    return rule.copies() + " " + rule.expression();
  }
}
