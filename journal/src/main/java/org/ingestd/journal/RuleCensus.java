// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the rules stand, as each was last asked of Rucio. Rules that are gone are left out.
 *
 * @param tallies by expression and state
 * @param unfinished the expressions of rules that are not OK, by rule id; no more than {@value
 *     #MOST}
 */
public record RuleCensus(List<Tally> tallies, Map<String, String> unfinished) {

  /** So many rules that are not OK are named; more are only counted. */
  public static final int MOST = 10_000;

  /** The state of a rule whose copies are all there. */
  public static final String OK = "OK";

  /** The state of a rule that was deleted or has expired. */
  public static final String GONE = "GONE";

  /**
   * @param state as Rucio says: REPLICATING, OK, STUCK, SUSPENDED, WAITING_APPROVAL, INJECT
   */
  public record Tally(String expression, String state, long rules) {}

  /** Whether copies are still missing under a rule of this state. */
  public static boolean isUnfinished(String state) {
    return !state.equals(OK) && !state.equals(GONE);
  }

  /** Counts what is given. */
  public static RuleCensus of(Collection<JournalRule> rules) {
    Map<String, Map<String, Long>> counts =
        rules.stream()
            .filter(rule -> !rule.standing().state().equals(GONE))
            .collect(
                groupingBy(
                    JournalRule::expression,
                    TreeMap::new,
                    groupingBy(rule -> rule.standing().state(), TreeMap::new, counting())));
    List<Tally> tallies = new ArrayList<>();
    counts.forEach(
        (expression, states) ->
            states.forEach((state, count) -> tallies.add(new Tally(expression, state, count))));
    Map<String, String> unfinished = new TreeMap<>();
    rules.stream()
        .filter(rule -> !rule.standing().state().equals(GONE))
        .filter(rule -> !rule.standing().state().equals(OK))
        .limit(MOST)
        .forEach(rule -> unfinished.put(rule.ruleId(), rule.expression()));
    return new RuleCensus(tallies, unfinished);
  }
}
