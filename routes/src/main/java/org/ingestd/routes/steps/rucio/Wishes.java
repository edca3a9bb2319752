// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.routes.condition.Subject;
import org.ingestd.routes.contract.SourceSettings.RuleTerms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.rucio.RuleSet.Purpose;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;
import org.ingestd.rse.Did;

/**
 * Which rules a file of a source is to have.
 *
 * @param instance named in each rule's comment, so that people see who made it
 * @param journal knows what conditions ask of a file
 */
public record Wishes(String instance, String sourceRse, JournalReader journal) {

  /** Rucio's own default activity. */
  private static final String PROTECTING_ACTIVITY = "User Subscriptions";

  private static final int LONGEST_COMMENT = 250;

  /** What is one rule for Rucio, whatever its other terms are. */
  private record Key(Did did, String expression, int copies) {}

  /**
   * The protecting rule first: without it the source replica is unlocked from the moment that
   * another rule ends. Two wishes of one DID, expression and number of copies are one rule for
   * Rucio.
   *
   * @param file in DIGESTED or later
   */
  public RuleSet of(Source source, JournalFile file) {
    Treatment treatment = source.settings().treatment();
    Subject subject = new JournalSubject(source, file, journal);
    Did home = Named.ruleDid(source, file);
    Map<Key, Wish> distinct = new LinkedHashMap<>();
    if (treatment.protectSource()) {
      WantedRule protecting = new WantedRule(home, sourceRse, 1, protecting(source));
      add(distinct, new Wish(protecting, Purpose.PROTECTS_SOURCE, Optional.empty()));
    }
    for (RuleWish wish : treatment.rules()) {
      if (wish.when().judge(subject).holds()) {
        Did did = source.areAllOfOneMind(wish.when()) ? home : Named.did(file);
        add(distinct, source, wish, did);
      }
    }
    return new RuleSet(home, List.copyOf(distinct.values()));
  }

  private void add(Map<Key, Wish> distinct, Source source, RuleWish wish, Did did) {
    Optional<WantedRule> stone =
        wish.via().map(via -> new WantedRule(did, via, 1, steppingStone(source, wish.terms())));
    stone.ifPresent(
        rule -> add(distinct, new Wish(rule, Purpose.STEPPING_STONE, Optional.empty())));
    WantedRule rule = new WantedRule(did, wish.expression(), wish.copies(), terms(source, wish));
    add(distinct, new Wish(rule, Purpose.MAKES_COPIES, stone));
  }

  /** Who makes copies that count does so also if the same rule has another purpose beside. */
  private static void add(Map<Key, Wish> distinct, Wish wish) {
    WantedRule rule = wish.rule();
    distinct.merge(
        new Key(rule.did(), rule.expression(), rule.copies()),
        wish,
        (first, second) ->
            new Wish(
                first.rule(),
                second.makesCopies() ? second.purpose() : first.purpose(),
                first.after()));
  }

  private Terms protecting(Source source) {
    return new Terms(
        Optional.empty(), PROTECTING_ACTIVITY, Optional.empty(), Grouping.DATASET, comment(source));
  }

  /** Its RSEs need not have the attribute that weighs those of the others. */
  private Terms steppingStone(Source source, RuleTerms terms) {
    return new Terms(
        terms.lifetime(), terms.activity(), Optional.empty(), terms.grouping(), comment(source));
  }

  private Terms terms(Source source, RuleWish wish) {
    RuleTerms terms = wish.terms();
    return new Terms(
        terms.lifetime(),
        terms.activity(),
        terms.weight(),
        terms.grouping(),
        comment(source),
        wish.via());
  }

  private String comment(Source source) {
    String comment = "ingestd " + instance + " " + source.name();
    return comment.substring(0, Math.min(comment.length(), LONGEST_COMMENT));
  }
}
