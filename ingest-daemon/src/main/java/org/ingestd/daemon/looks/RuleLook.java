// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.RuleCensus;

/** How the replication rules stand, as the journal knows them. */
final class RuleLook implements Look {

  private static final List<String> STATES =
      List.of("REPLICATING", "OK", "STUCK", "SUSPENDED", "WAITING_APPROVAL", "INJECT");

  private final JournalReader journal;
  private final Set<String> expressions;
  private final Clock clock;
  private final Rows rules;
  private final Rows oldest;

  /** Since when we have known of each rule that it is not OK. Rucio does not tell. */
  private Map<String, Instant> notOkSince = new HashMap<>();

  /**
   * @param expressions that are configured: they have rows, also without rules
   */
  RuleLook(
      MeterRegistry registry,
      JournalReader journal,
      Collection<String> expressions,
      Clock clock,
      Duration good) {
    this.journal = journal;
    this.expressions = new TreeSet<>(expressions);
    this.clock = clock;
    this.rules =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.rules",
            "Replication rules by state, as each was last asked of Rucio; destination: the"
                + " rule's expression");
    this.oldest =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.rule.oldest.not.ok.timestamp.seconds",
            "Since when the rule has been known not to be OK that has been so for longest; counted"
                + " from the daemon's start at most");
  }

  @Override
  public void look() {
    RuleCensus census = journal.ruleCensus();
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    expressions.forEach(expression -> counts.put(expression, new HashMap<>()));
    census
        .tallies()
        .forEach(
            tally ->
                counts
                    .computeIfAbsent(tally.expression(), none -> new HashMap<>())
                    .put(tally.state(), tally.rules()));
    counts.forEach(this::put);
    rules.show();
    since(census.unfinished());
  }

  private void put(String expression, Map<String, Long> states) {
    Set<String> all = new TreeSet<>(STATES);
    all.addAll(states.keySet());
    for (String state : all) {
      rules.put(
          Tags.of("state", state.toLowerCase(Locale.ROOT), "destination", expression),
          states.getOrDefault(state, 0L));
    }
  }

  private void since(Map<String, String> unfinished) {
    Instant now = clock.instant();
    Map<String, Instant> since = new HashMap<>();
    Map<String, Instant> first = new TreeMap<>();
    unfinished.forEach(
        (rule, expression) -> {
          Instant when = notOkSince.getOrDefault(rule, now);
          since.put(rule, when);
          first.merge(expression, when, (one, other) -> one.isBefore(other) ? one : other);
        });
    notOkSince = since;
    first.forEach(
        (expression, when) ->
            oldest.put(Tags.of("destination", expression), when.toEpochMilli() / 1000.0));
    oldest.show();
  }
}
