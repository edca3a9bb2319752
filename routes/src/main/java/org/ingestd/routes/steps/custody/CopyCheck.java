// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.SameData;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.PfnMapping;
import org.jspecify.annotations.Nullable;

/** Whether what the catalogue lists for a registered file is still our file at our path. */
final class CopyCheck {

  private static final String AVAILABLE = "AVAILABLE";

  /** An answer may end early: only what is missing so often is believed to be lost. */
  private static final int MISSING_BEFORE_LOST = 3;

  private final Workbench bench;
  private final SourceRse rse;

  CopyCheck(Workbench bench, SourceRse rse) {
    this.bench = bench;
    this.rse = rse;
  }

  /** Empty if all is well so far; copies are not counted here. */
  Optional<Entry> problem(JournalFile file, @Nullable CatalogueReplicas there) {
    if (there == null) {
      return Optional.of(missing(file, "Rucio does not list " + Named.did(file) + "."));
    }
    Optional<String> difference = SameData.difference(file, there.file());
    if (difference.isPresent()) {
      bench.listener().mismatched(file.key().source(), Witness.SCRUB);
      return Optional.of(bench.quarantine(file, ProblemCode.CONFLICT, difference.get()));
    }
    if (!there.states().containsKey(rse.name())) {
      return Optional.of(missing(file, "Rucio lists no replica on " + rse.name() + "."));
    }
    List<String> pfns = there.pfns().getOrDefault(rse.name(), List.of());
    String ours = String.valueOf(file.identity().pfn());
    return pfns.stream().anyMatch(pfn -> PfnMapping.samePlace(pfn, ours))
        ? Optional.empty()
        : Optional.of(elsewhere(file, ours, pfns));
  }

  /** What is wrong in a file's way, in words. */
  record Fault(ProblemCode problem, String detail) {}

  /** What Rucio says of the source replica that is not as it was registered. */
  Optional<Fault> sourceFault(JournalFile file, CatalogueReplicas there) {
    String state = there.states().getOrDefault(rse.name(), "missing");
    if (!state.equals(AVAILABLE)) {
      return Optional.of(
          new Fault(
              ProblemCode.LOST_IN_CATALOGUE,
              "Rucio calls the replica on " + rse.name() + " " + state + "."));
    }
    List<String> pfns = there.pfns().getOrDefault(rse.name(), List.of());
    String ours = String.valueOf(file.identity().pfn());
    boolean elsewhere =
        !pfns.isEmpty() && pfns.stream().noneMatch(pfn -> PfnMapping.samePlace(pfn, ours));
    return elsewhere
        ? Optional.of(
            new Fault(
                ProblemCode.CONFLICT, "path here " + ours + ", in Rucio " + String.join(" ", pfns)))
        : Optional.empty();
  }

  /** Distinct permanent RSEs that have a copy to read. */
  static long copies(CatalogueReplicas there, Set<String> permanent) {
    return holders(there, permanent).size();
  }

  /** Permanent RSEs that have a copy to read. */
  static List<String> holders(CatalogueReplicas there, Set<String> permanent) {
    return there.states().entrySet().stream()
        .filter(replica -> replica.getValue().equals(AVAILABLE))
        .map(Map.Entry::getKey)
        .filter(permanent::contains)
        .toList();
  }

  static List<JournalReplica> journalled(CatalogueReplicas there) {
    return there.states().entrySet().stream()
        .map(replica -> new JournalReplica(replica.getKey(), replica.getValue(), "catalogue"))
        .toList();
  }

  /** While copies are missing: whether Rucio would make any from the source replica at all. */
  Optional<Entry> uselessSource(JournalFile file, CatalogueReplicas there) {
    String state = there.states().getOrDefault(rse.name(), "missing");
    String detail = "Rucio calls the replica on " + rse.name() + " " + state + ".";
    return switch (state) {
      case AVAILABLE -> Optional.empty();
      case "TEMPORARY_UNAVAILABLE" ->
          Optional.of(bench.postpone(file, ProblemCode.RULE_STUCK, detail));
      default -> Optional.of(missing(file, detail));
    };
  }

  private Entry missing(JournalFile file, String detail) {
    return file.retry().attempts() < MISSING_BEFORE_LOST
        ? bench.postpone(file, ProblemCode.LOST_IN_CATALOGUE, detail)
        : bench.quarantine(file, ProblemCode.LOST_IN_CATALOGUE, detail);
  }

  private Entry elsewhere(JournalFile file, String ours, List<String> pfns) {
    String detail = "path here " + ours + ", in Rucio " + String.join(" ", pfns);
    return pfns.isEmpty()
        ? missing(file, "Rucio lists no path on " + rse.name() + ".")
        : bench.quarantine(file, ProblemCode.CONFLICT, detail);
  }
}
