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
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.rse.Did;

/** Whether the rules that a file is to have stand in Rucio. Each is asked about once. */
public final class RuleSide {

  private static final int REMEMBERED = 10_000;

  private final Sides sides;
  private final Set<WantedRule> asked =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<WantedRule, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  public RuleSide(Sides sides) {
    this.sides = sides;
  }

  /**
   * The missing ones; those that were asked about before are not told again.
   *
   * @param file whose copies are being made, or are there: by then nobody needs a stepping stone
   */
  public List<Difference> missing(JournalFile file) throws RucioException {
    Map<Did, List<WantedRule>> wanted = new LinkedHashMap<>();
    for (RuleSet.Wish wish : sides.rules(file).wishes()) {
      if (wish.purpose() != RuleSet.Purpose.STEPPING_STONE && asked.add(wish.rule())) {
        wanted.computeIfAbsent(wish.rule().did(), did -> new ArrayList<>()).add(wish.rule());
      }
    }
    List<Difference> missing = new ArrayList<>();
    for (Map.Entry<Did, List<WantedRule>> onDid : wanted.entrySet()) {
      missing.addAll(missing(file.key().source(), onDid.getKey(), onDid.getValue()));
    }
    return missing;
  }

  private List<Difference> missing(String source, Did did, List<WantedRule> wanted)
      throws RucioException {
    Set<String> there =
        sides.rucio().rules(did).stream().map(RuleSide::key).collect(Collectors.toSet());
    List<Difference> missing = new ArrayList<>();
    for (WantedRule rule : wanted) {
      if (!there.contains(rule.copies() + " " + rule.expression())) {
        String evidence =
            "wanted: %d at %s; Rucio: no such rule on %s"
                .formatted(rule.copies(), rule.expression(), did);
        missing.add(
            new Difference(source, null, did, Kind.RULE_MISSING, evidence, "configuration"));
      }
    }
    return missing;
  }

  private static String key(RuleInfo rule) {
    return rule.copies() + " " + rule.expression();
  }
}
