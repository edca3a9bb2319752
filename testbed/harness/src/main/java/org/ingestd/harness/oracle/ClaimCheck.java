// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.oracle.CatalogueContent.File;
import org.ingestd.harness.oracle.CatalogueContent.Rule;
import org.ingestd.harness.oracle.JournalContent.Row;

/** Whether all that the journal says is so: in the catalogue, and on the storage itself. */
final class ClaimCheck {

  private static final Set<String> REGISTERED = Set.of("REGISTERED", "PROTECTED", "SAFE");
  private static final Set<String> PROTECTED = Set.of("PROTECTED", "SAFE");

  private final Wishes wishes;
  private final Evidence evidence;
  private final CatalogueContent content;
  private final List<Finding> findings = new ArrayList<>();

  ClaimCheck(Wishes wishes, Evidence evidence) {
    this.wishes = wishes;
    this.evidence = evidence;
    this.content = evidence.catalogued().content();
  }

  List<Finding> findings() {
    for (Row row : evidence.journal().rows()) {
      if (REGISTERED.contains(row.state())) {
        registered(row);
      }
      if (PROTECTED.contains(row.state())) {
        isProtected(row);
      }
      if (row.state().equals("SAFE")) {
        safe(row);
      }
    }
    return findings;
  }

  private void unfounded(Row row, String what) {
    findings.add(
        new Finding(Violation.CLAIMED_WITHOUT_EFFECT, row.path(), row.state() + ", but " + what));
  }

  private void registered(Row row) {
    String name = wishes.naming().did().apply(row.path());
    if (!name.equals(row.place().name())) {
      unfounded(row, "as " + row.place().name() + " instead of " + name);
    }
    File file = content.files().get(name);
    boolean atSource =
        file != null
            && file.replicas().stream()
                .anyMatch(replica -> replica.rse().equals(wishes.safe().sourceRse()));
    if (!atSource) {
      unfounded(row, "the source RSE has no replica of " + name);
    }
    String dataset = dataset(row);
    if (!wishes.mayBeIn(dataset, row.path())) {
      unfounded(row, "in " + dataset + ", where it does not belong");
    }
    if (!content.datasets().getOrDefault(dataset, Set.of()).contains(name)) {
      unfounded(row, name + " is not in " + dataset);
    }
    String pfn = String.valueOf(row.place().pfn());
    if (!pfn.endsWith(wishes.naming().place().apply(row.path()))) {
      findings.add(new Finding(Violation.WRONG_PFN, row.path(), "the journal has " + pfn));
    }
  }

  private static String dataset(Row row) {
    return String.valueOf(row.place().dataset());
  }

  private void isProtected(Row row) {
    String dataset = dataset(row);
    String name = wishes.naming().did().apply(row.path());
    for (Map.Entry<String, Integer> wanted : wishes.rules().entrySet()) {
      int locks =
          content.rules().stream()
              .filter(rule -> rule.name().equals(dataset))
              .filter(rule -> rule.expression().equals(wanted.getKey()))
              .map(Rule::locks)
              .mapToInt(all -> all.getOrDefault(name, 0))
              .sum();
      if (locks < wanted.getValue()) {
        unfounded(row, locks + " locks of a rule " + wanted.getKey() + " are on " + name);
      }
    }
  }

  /** The storage is read: a catalogue can be as wrong as a journal. */
  private void safe(Row row) {
    File file = content.files().get(wishes.naming().did().apply(row.path()));
    DiskFile disk = evidence.before().files().get(row.path());
    if (file == null || disk == null) {
      return;
    }
    long copies =
        file.replicas().stream()
            .filter(replica -> wishes.safe().rses().contains(replica.rse()))
            .filter(replica -> replica.state().equals("AVAILABLE"))
            .map(replica -> evidence.catalogued().copies().get(replica.pfn()))
            .filter(copy -> copy != null && copy.md5().equals(disk.md5()))
            .count();
    if (copies < wishes.safe().copies()) {
      unfounded(row, copies + " true copies are on permanent storage");
    }
  }
}
