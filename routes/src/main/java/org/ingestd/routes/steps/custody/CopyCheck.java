// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.List;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.SameData;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.PfnMapping;
import org.jspecify.annotations.Nullable;

/** Whether what the catalogue lists for a registered file is still our file at our path. */
final class CopyCheck {

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
