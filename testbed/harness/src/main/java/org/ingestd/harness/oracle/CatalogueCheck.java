// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.oracle.CatalogueContent.File;
import org.ingestd.harness.oracle.CatalogueContent.Replica;
import org.ingestd.harness.oracle.CatalogueContent.Rule;
import org.ingestd.harness.oracle.JournalContent.Row;

/** Whether all that the catalogue has is right, wanted, and known to the journal. */
final class CatalogueCheck {

  private final Wishes wishes;
  private final Evidence evidence;
  private final CatalogueContent content;
  private final Map<String, String> pathsByDid = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  CatalogueCheck(Wishes wishes, Evidence evidence) {
    this.wishes = wishes;
    this.evidence = evidence;
    this.content = evidence.catalogued().content();
    for (String path : evidence.after().files().keySet()) {
      pathsByDid.put(wishes.naming().did().apply(path), path);
    }
  }

  List<Finding> findings() {
    places();
    content.files().forEach(this::file);
    rules();
    return findings;
  }

  private void found(Violation violation, String subject, String what) {
    findings.add(new Finding(violation, subject, what));
  }

  /** Two DIDs at one place are one file twice. */
  private void places() {
    Map<String, String> owners = new HashMap<>();
    content
        .files()
        .forEach(
            (name, file) -> {
              for (Replica replica : atSource(file)) {
                String other = owners.put(place(replica), name);
                if (other != null) {
                  String what = "is " + other + " and " + name + ", or twice one of them";
                  found(Violation.DOUBLED, place(replica), what);
                }
              }
            });
  }

  private void file(String name, File file) {
    String path = pathsByDid.get(name);
    if (path == null) {
      found(Violation.EFFECT_WITHOUT_CLAIM, name, "no file of the source is called so");
      return;
    }
    DiskFile disk = evidence.after().files().get(path);
    if (disk == null) {
      return;
    }
    if (file.bytes() != disk.size()) {
      found(Violation.WRONG_SIZE, path, "disk " + disk.size() + ", catalogue " + file.bytes());
    }
    checksum(path, disk.adler32(), file.adler32());
    if (!file.md5().isEmpty() && !file.md5().equals("null")) {
      checksum(path, disk.md5(), file.md5());
    }
    String place = wishes.naming().place().apply(path);
    for (Replica replica : atSource(file)) {
      if (!place(replica).equals(place)) {
        found(Violation.WRONG_PFN, path, "the catalogue has " + replica.pfn());
      }
    }
    datasets(name, path);
    if (evidence.ended() && !isClaimed(path)) {
      found(Violation.EFFECT_WITHOUT_CLAIM, path, "the catalogue has it, the journal does not say");
    }
  }

  private void checksum(String path, String disk, String catalogue) {
    if (!disk.equals(catalogue)) {
      found(Violation.WRONG_CHECKSUM, path, "disk " + disk + ", catalogue " + catalogue);
    }
  }

  private void datasets(String name, String path) {
    String wanted = wishes.naming().dataset().apply(path);
    content
        .datasets()
        .forEach(
            (dataset, members) -> {
              if (members.contains(name) && !wishes.mayBeIn(dataset, path)) {
                found(Violation.WRONG_DATASET, path, "is in " + dataset + ", not in " + wanted);
              }
            });
  }

  private boolean isClaimed(String path) {
    return evidence.journal().rows().stream()
        .filter(row -> row.path().equals(path))
        .map(Row::history)
        .anyMatch(history -> history.stream().anyMatch(line -> line.to().equals("REGISTERED")));
  }

  private List<Replica> atSource(File file) {
    return file.replicas().stream()
        .filter(replica -> replica.rse().equals(wishes.safe().sourceRse()))
        .toList();
  }

  private static String place(Replica replica) {
    return URI.create(replica.pfn()).getPath();
  }

  private void rules() {
    Set<String> seen = new HashSet<>();
    for (Rule rule : content.rules()) {
      Integer wanted = wishes.rules().get(rule.expression());
      if (wanted == null || wanted != rule.copies()) {
        String what = rule.expression() + " × " + rule.copies() + ", which nobody wanted";
        found(Violation.DUPLICATE_RULE, rule.name(), what);
      } else if (!seen.add(rule.name() + " " + rule.expression())) {
        found(Violation.DUPLICATE_RULE, rule.name(), rule.expression() + " more than once");
      }
      if (evidence.ended() && !evidence.journal().rules().contains(rule.id())) {
        String what = "rule " + rule.id() + " is not in the journal";
        found(Violation.EFFECT_WITHOUT_CLAIM, rule.name(), what);
      }
    }
  }
}
