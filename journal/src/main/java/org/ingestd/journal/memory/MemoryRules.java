// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import java.util.List;
import java.util.TreeMap;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.rse.Did;

/** Rules by their ids; under the journal's lock. */
final class MemoryRules {

  private final TreeMap<String, JournalRule> rules = new TreeMap<>();

  void save(List<JournalRule> saved) {
    saved.forEach(
        rule ->
            rules.put(
                rule.ruleId(),
                new JournalRule(
                    rule.ruleId(),
                    rule.did(),
                    rule.expression(),
                    rule.copies(),
                    rule.standing(),
                    FileChanges.kept(rule.asked()))));
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
