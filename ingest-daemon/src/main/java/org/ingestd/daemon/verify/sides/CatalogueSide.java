// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.sides;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.rse.Did;
import org.ingestd.rse.PfnMapping;
import org.jspecify.annotations.Nullable;

/** What Rucio says of registered files, asked for in batches. */
public final class CatalogueSide {

  private static final String AVAILABLE = "AVAILABLE";
  private static final String BAD = "BAD";

  private final Sides sides;
  private final Map<String, Set<String>> permanent = new HashMap<>();

  public CatalogueSide(Sides sides) {
    this.sides = sides;
  }

  /** What is wrong on Rucio's side, and what it says of the content. */
  public record Finding(Map<Kind, String> differences, String says) {}

  /** One finding for each file. */
  public Map<Long, Finding> look(List<JournalFile> files) throws RucioException {
    List<Did> dids = files.stream().map(Named::did).distinct().toList();
    Map<Did, CatalogueReplicas> replicas =
        sides.rucio().replicas(dids, Optional.of(sides.rse().scheme()), Optional.empty());
    Map<Did, CatalogueFile> known = dids.isEmpty() ? Map.of() : sides.rucio().files(dids);
    Map<Long, Finding> findings = new HashMap<>();
    for (JournalFile file : files) {
      Did did = Named.did(file);
      CatalogueReplicas there = replicas.get(did);
      Finding finding = there == null ? unlisted(did, known.get(did)) : listed(file, there);
      findings.put(file.id(), marked(did, known.get(did), finding));
    }
    return findings;
  }

  /** No list of replicas tells it. */
  private static Finding marked(Did did, @Nullable CatalogueFile known, Finding finding) {
    if (known == null || !known.lost()) {
      return finding;
    }
    Map<Kind, String> differences = new HashMap<>(finding.differences);
    differences.put(Kind.LOST, "Rucio: " + did + " is marked LOST");
    return new Finding(differences, finding.says);
  }

  private static Finding unlisted(Did did, @Nullable CatalogueFile known) {
    String says =
        known == null
            ? "Rucio: does not know " + did
            : "Rucio: knows " + did + ", but lists no replica of it";
    return new Finding(Map.of(Kind.UNREGISTERED, says), says);
  }

  private Finding listed(JournalFile file, CatalogueReplicas there) throws RucioException {
    Map<Kind, String> differences = new HashMap<>();
    content(file, there.file(), differences);
    String ours = sides.rse().name();
    String state = there.states().get(ours);
    if (file.state() != FileState.RELEASED) {
      if (state == null) {
        differences.put(Kind.UNREGISTERED, "Rucio: no replica on " + ours);
      } else {
        path(file, there.pfns().getOrDefault(ours, List.of()), differences);
      }
    }
    bad(there.states(), differences);
    copies(file, there.states(), differences);
    CatalogueFile has = there.file();
    return new Finding(differences, "Rucio: " + has.bytes() + " bytes, adler32 " + has.adler32());
  }

  private static void content(
      JournalFile file, CatalogueFile there, Map<Kind, String> differences) {
    if (file.size() != there.bytes()) {
      differences.put(Kind.SIZE, "Rucio: " + there.bytes() + " bytes");
    }
    String adler32 = Named.digests(file).adler32();
    Optional<String> md5 = Named.digests(file).get(DigestAlgorithm.MD5);
    String theirs = there.md5();
    if (!adler32.equals(there.adler32())) {
      differences.put(Kind.CHECKSUM, "Rucio: adler32 " + there.adler32());
    } else if (md5.isPresent() && theirs != null && !md5.get().equals(theirs)) {
      differences.put(Kind.CHECKSUM, "Rucio: md5 " + theirs);
    }
  }

  private static void path(JournalFile file, List<String> pfns, Map<Kind, String> differences) {
    String ours = String.valueOf(file.identity().pfn());
    if (!pfns.isEmpty() && pfns.stream().noneMatch(pfn -> PfnMapping.samePlace(pfn, ours))) {
      differences.put(Kind.PATH, "Rucio: " + String.join(" ", pfns) + "; journal: " + ours);
    }
  }

  private void bad(Map<String, String> states, Map<Kind, String> differences) {
    List<String> bad = new ArrayList<>();
    states.forEach(
        (rse, state) -> {
          boolean oursAndNotThere = rse.equals(sides.rse().name()) && !state.equals(AVAILABLE);
          if (state.equals(BAD) || oursAndNotThere) {
            bad.add(rse + " " + state);
          }
        });
    if (!bad.isEmpty()) {
      differences.put(
          Kind.BAD_REPLICA, "Rucio: " + String.join(", ", bad.stream().sorted().toList()));
    }
  }

  private void copies(JournalFile file, Map<String, String> states, Map<Kind, String> differences)
      throws RucioException {
    if (file.state() != FileState.SAFE) {
      return;
    }
    RuleSet rules = sides.rules(file);
    Set<String> rses = permanent(rules);
    long copies =
        states.entrySet().stream()
            .filter(replica -> replica.getValue().equals(AVAILABLE))
            .filter(replica -> rses.contains(replica.getKey()))
            .count();
    int wanted = sides.sources().of(file).safeCopies(rules.copies());
    if (copies < wanted) {
      differences.put(
          Kind.STATE,
          "journal: SAFE; Rucio: " + copies + " of " + wanted + " copies on permanent storage");
    }
  }

  private Set<String> permanent(RuleSet rules) throws RucioException {
    Set<String> rses = new HashSet<>();
    for (String expression : rules.expressions()) {
      Set<String> known = permanent.get(expression);
      if (known == null) {
        known = sides.rucio().rses(expression);
        permanent.put(expression, known);
      }
      rses.addAll(known);
    }
    rses.remove(sides.rse().name());
    return rses;
  }
}
