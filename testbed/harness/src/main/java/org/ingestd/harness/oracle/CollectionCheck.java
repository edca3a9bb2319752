// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.oracle.CatalogueContent.Collections;
import org.ingestd.harness.oracle.JournalContent.Dataset;
import org.ingestd.harness.oracle.JournalContent.Row;
import org.ingestd.harness.oracle.Wishes.Collecting;

/** Whether datasets are filled, closed and put into their container as was wished. */
final class CollectionCheck {

  private static final String OPEN = "OPEN";
  private static final String CLOSED = "CLOSED";

  private final Wishes wishes;
  private final Evidence evidence;
  private final CatalogueContent content;
  private final Collections collections;
  private final List<Finding> findings = new ArrayList<>();

  CollectionCheck(Wishes wishes, Evidence evidence) {
    this.wishes = wishes;
    this.evidence = evidence;
    this.content = evidence.catalogued().content();
    this.collections = content.collections();
  }

  List<Finding> findings() {
    wishes.collecting().ifPresent(this::collecting);
    evidence.journal().datasets().forEach(this::claims);
    inOneDataset();
    evidence.journal().rows().forEach(this::notThereBeforeItClosed);
    return findings;
  }

  private void found(Violation violation, String subject, String what) {
    findings.add(new Finding(violation, subject, what));
  }

  private void collecting(Collecting wished) {
    content.datasets().forEach((dataset, members) -> filled(wished, dataset, members));
    Set<String> contained = collections.containers().getOrDefault(wished.container(), Set.of());
    for (String dataset : content.datasets().keySet()) {
      if (evidence.ended() && !contained.contains(dataset)) {
        found(Violation.LOST, dataset, "is not in " + wished.container());
      }
      if (evidence.ended() && !collections.closed().contains(dataset)) {
        found(Violation.STUCK_WITHOUT_REASON, dataset, "all has arrived, and it is open");
      }
    }
  }

  private void filled(Collecting wished, String dataset, Set<String> members) {
    if (members.size() > wished.files()) {
      String what = "has " + members.size() + " files, " + wished.files() + " at most";
      found(Violation.WRONG_DATASET, dataset, what);
    }
  }

  private void claims(String dataset, Dataset claimed) {
    if (claimed.state().equals(CLOSED) && !collections.closed().contains(dataset)) {
      found(Violation.CLAIMED_WITHOUT_EFFECT, dataset, "closed, the journal says");
    }
    if (claimed.state().equals(OPEN) && collections.closed().contains(dataset)) {
      found(Violation.EFFECT_WITHOUT_CLAIM, dataset, "closed, and the journal knows of no wish");
    }
    boolean contained =
        collections.containers().values().stream().anyMatch(members -> members.contains(dataset));
    if (claimed.contained() && !contained) {
      found(Violation.CLAIMED_WITHOUT_EFFECT, dataset, "in its container, the journal says");
    }
  }

  private void inOneDataset() {
    Map<String, String> seen = new HashMap<>();
    content
        .datasets()
        .forEach(
            (dataset, members) -> {
              for (String member : members) {
                String other = seen.put(member, dataset);
                if (other != null) {
                  found(Violation.WRONG_DATASET, member, "is in " + other + " and " + dataset);
                }
              }
            });
  }

  private void notThereBeforeItClosed(Row row) {
    String dataset = String.valueOf(row.place().dataset());
    String name = wishes.naming().did().apply(row.path());
    if (collections.closed().contains(dataset)
        && !content.datasets().getOrDefault(dataset, Set.of()).contains(name)) {
      found(Violation.CLOSED_EARLY, row.path(), "was put into " + dataset + ", which is closed");
    }
  }
}
