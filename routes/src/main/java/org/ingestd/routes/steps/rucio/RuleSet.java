// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.rse.Did;

/**
 * The rules that one file is to have, in the order in which they are made. Files with equal sets
 * are followed together.
 *
 * @param did what most of the rules are on: the file's dataset, or the file
 */
public record RuleSet(Did did, List<Wish> wishes) {

  /** What a rule is wanted for. */
  public enum Purpose {
    /** Keeps the source replica locked. */
    PROTECTS_SOURCE,
    /** Makes the copies that count. */
    MAKES_COPIES,
    /** Makes the one copy that a chained rule's others are made from. */
    STEPPING_STONE
  }

  /**
   * A rule and its part in the whole.
   *
   * @param after the stepping stone whose copy must be there first
   */
  public record Wish(WantedRule rule, Purpose purpose, Optional<WantedRule> after) {

    boolean makesCopies() {
      return purpose == Purpose.MAKES_COPIES;
    }
  }

  public RuleSet {
    wishes = List.copyOf(wishes);
  }

  /** The rules that can be made at once. */
  public List<WantedRule> first() {
    return wishes.stream().filter(wish -> wish.after().isEmpty()).map(Wish::rule).toList();
  }

  /**
   * The rules without which a file is no longer SAFE: a stepping stone has done its work by then,
   * and a rule with a lifetime may end without a word.
   */
  public List<WantedRule> lasting() {
    return wishes.stream()
        .filter(wish -> wish.purpose() != Purpose.STEPPING_STONE)
        .map(Wish::rule)
        .filter(rule -> rule.terms().lifetime().isEmpty())
        .toList();
  }

  /** The expressions whose RSEs are permanent storage for the file. */
  public List<String> expressions() {
    return copying().map(WantedRule::expression).distinct().toList();
  }

  /** How many copies the rules make; what two rules of one expression want alike counts once. */
  public int copies() {
    record Kind(String expression, int copies) {}
    return copying()
        .map(rule -> new Kind(rule.expression(), rule.copies()))
        .distinct()
        .mapToInt(Kind::copies)
        .sum();
  }

  private Stream<WantedRule> copying() {
    return wishes.stream().filter(Wish::makesCopies).map(Wish::rule);
  }

  /** Everything that rules stand on. */
  public Set<Did> dids() {
    Set<Did> dids = new LinkedHashSet<>();
    dids.add(did);
    wishes.forEach(wish -> dids.add(wish.rule().did()));
    return dids;
  }
}
