// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.trial.Explanation.Check;
import org.ingestd.daemon.trial.Explanation.Rule;
import org.ingestd.routes.condition.Subject;
import org.ingestd.routes.condition.Verdict;
import org.ingestd.routes.contract.SourceSettings.RuleTerms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.rse.NamingResult.Named;

/** Which rules of a source are for a file, on what they stand, and why. */
final class RuleChoice {

  private static final String PROTECTING_ACTIVITY = "User Subscriptions";

  private final PlaceInSource source;
  private final String sourceRse;
  private final List<Check> checks;

  /**
   * @param checks takes what is told beside the rules themselves
   */
  RuleChoice(PlaceInSource source, String sourceRse, List<Check> checks) {
    this.source = source;
    this.sourceRse = sourceRse;
    this.checks = checks;
  }

  /** The rules in the order in which they are made. */
  List<Rule> of(Named named, Subject file) {
    Treatment treatment = source.settings().treatment();
    String home = named.dataset().orElse(named.did()).toString();
    List<Rule> rules = new ArrayList<>();
    if (treatment.protectSource()) {
      rules.add(
          new Rule(sourceRse, 1, PROTECTING_ACTIVITY, null, home, "protects the source replica"));
    }
    int copies = 0;
    for (RuleWish wish : treatment.rules()) {
      Verdict verdict = wish.when().judge(file);
      if (verdict.holds()) {
        copies += wish.copies();
        String on = stands(wish, named);
        wish.via().ifPresent(via -> rules.add(steppingStone(wish, via, on)));
        rules.add(rule(wish, on, verdict.why()));
      }
      if (!wish.when().isAlways()) {
        checks.add(new Check("rule", true, words(wish, verdict)));
      }
    }
    safety(treatment, copies);
    return rules;
  }

  private String stands(RuleWish wish, Named named) {
    return named
        .dataset()
        .filter(dataset -> wish.when().isOfDataset(source.naming().datasetGroups()))
        .orElse(named.did())
        .toString();
  }

  private static Rule steppingStone(RuleWish wish, String via, String on) {
    String why = "the first copy, from which those at " + wish.expression() + " are made";
    return rule(via, 1, wish.terms(), on, why);
  }

  private static Rule rule(RuleWish wish, String on, String why) {
    String when = wish.via().map(via -> ", once a copy is at " + via).orElse("");
    return rule(wish.expression(), wish.copies(), wish.terms(), on, why + when);
  }

  private static Rule rule(String expression, int copies, RuleTerms terms, String on, String why) {
    return new Rule(
        expression,
        copies,
        terms.activity(),
        terms.lifetime().map(lifetime -> lifetime.toSeconds()).orElse(null),
        on,
        why);
  }

  private static String words(RuleWish wish, Verdict verdict) {
    return wish.copies()
        + " × "
        + wish.expression()
        + (verdict.holds() ? " is for this file: " : " is not for this file: ")
        + verdict.why()
        + " (when "
        + wish.when()
        + ")";
  }

  private void safety(Treatment treatment, int copies) {
    treatment
        .safeCopies()
        .ifPresent(
            wanted -> {
              if (wanted > copies) {
                checks.add(
                    new Check(
                        "safe",
                        false,
                        "its rules make "
                            + copies
                            + " copies and safe.copies wants "
                            + wanted
                            + ": it would never be SAFE"));
              }
            });
  }
}
