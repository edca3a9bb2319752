// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ingestd.journal.Destination;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.RuleCensus;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.outlook.CopyTally;
import org.ingestd.journal.outlook.RuleTally;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** Rules by their ids; under the journal's lock. */
final class MemoryRules {

  /**
   * What came under a rule.
   *
   * @param at step of the question before
   */
  record Copies(Instant at, Did did, String expression, CopyTally.Counts counts) {}

  private final TreeMap<String, JournalRule> rules = new TreeMap<>();
  private final Map<String, Instant> unfinished = new HashMap<>();
  private final List<Copies> copies = new ArrayList<>();

  void save(List<JournalRule> saved) {
    saved.forEach(
        rule ->
            save(
                new JournalRule(
                    rule.ruleId(),
                    rule.did(),
                    rule.expression(),
                    rule.copies(),
                    rule.standing(),
                    FileChanges.kept(rule.asked()))));
  }

  private void save(JournalRule rule) {
    JournalRule before = rules.put(rule.ruleId(), rule);
    if (before != null) {
      copies.add(
          new Copies(
              CopyTally.stepOf(before.asked()),
              rule.did(),
              rule.expression(),
              rule.copiesSince(before)));
    }
    if (RuleCensus.isUnfinished(rule.standing().state())) {
      unfinished.putIfAbsent(rule.ruleId(), rule.asked());
    } else {
      unfinished.remove(rule.ruleId());
    }
  }

  /** What looks at replicas tell. */
  void came(Instant at, Destination to, CopyTally.Counts counts) {
    copies.add(new Copies(at, to.did(), to.expression(), counts));
  }

  /** Null if it is finished. */
  RuleTally.@Nullable Unfinished unfinished(JournalRule rule) {
    Instant since = unfinished.get(rule.ruleId());
    return since == null
        ? null
        : new RuleTally.Unfinished(since, rule.ruleId(), rule.standing().error());
  }

  /** In the order in which they were told. */
  List<Copies> copies() {
    return List.copyOf(copies);
  }

  List<JournalRule> all() {
    return List.copyOf(rules.values());
  }

  List<JournalRule> on(Did did) {
    return rules.values().stream().filter(rule -> rule.did().equals(did)).toList();
  }

  List<JournalRule> after(String id, int limit) {
    return rules.tailMap(id, false).values().stream().limit(limit).toList();
  }
}
