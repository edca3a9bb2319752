// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.Did;

/**
 * Which rules a DID of a source is to have.
 *
 * @param instance named in each rule's comment, so that people see who made it
 */
public record Wishes(String instance, String sourceRse) {

  /** Rucio's own default activity. */
  private static final String PROTECTING_ACTIVITY = "User Subscriptions";

  private static final int LONGEST_COMMENT = 250;

  /**
   * The protecting rule first: without it the source replica is unlocked from the moment that
   * another rule ends. Two wishes of one expression and number of copies are one rule for Rucio.
   */
  public List<WantedRule> of(Source source, Did did) {
    Treatment treatment = source.settings().treatment();
    List<WantedRule> wanted = new ArrayList<>();
    if (treatment.protectSource()) {
      wanted.add(new WantedRule(did, sourceRse, 1, protecting(source)));
    }
    for (RuleWish wish : treatment.rules()) {
      wanted.add(new WantedRule(did, wish.expression(), wish.copies(), terms(source, wish)));
    }
    Map<String, WantedRule> distinct = new LinkedHashMap<>();
    wanted.forEach(rule -> distinct.putIfAbsent(rule.copies() + " " + rule.expression(), rule));
    return List.copyOf(distinct.values());
  }

  private Terms protecting(Source source) {
    return new Terms(
        Optional.empty(), PROTECTING_ACTIVITY, Optional.empty(), Grouping.DATASET, comment(source));
  }

  private Terms terms(Source source, RuleWish wish) {
    return new Terms(
        wish.lifetime(), wish.activity(), wish.weight(), wish.grouping(), comment(source));
  }

  private String comment(Source source) {
    String comment = "ingestd " + instance + " " + source.name();
    return comment.substring(0, Math.min(comment.length(), LONGEST_COMMENT));
  }
}
