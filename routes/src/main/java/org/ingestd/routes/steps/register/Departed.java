// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.SameData;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;
import org.ingestd.rse.PfnMapping;

/**
 * Digested files with nothing at their paths any more. A call whose answer was never noted (it was
 * lost, or the daemon died) may have registered them: then Rucio has a file that is not there, and
 * that is a loss. So Rucio is asked before one of them counts as VANISHED.
 */
final class Departed {

  private final Workbench bench;
  private final Catalogue catalogue;

  Departed(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.catalogue = catalogue;
  }

  /** What is to be recorded of each; believed only while its source is really there. */
  List<Entry> entries(List<JournalFile> gone) {
    List<Entry> entries = new ArrayList<>();
    List<JournalFile> believed = new ArrayList<>();
    for (JournalFile file : gone) {
      Optional<Offline> offline = bench.whyOffline(file);
      offline.ifPresent(why -> entries.add(bench.offline(file, why)));
      if (offline.isEmpty()) {
        believed.add(file);
      }
    }
    try {
      Map<Did, String> registered = registered(believed);
      for (JournalFile file : believed) {
        String pfn = registered.get(Named.did(file));
        entries.addAll(pfn == null ? List.of(bench.gone(file)) : lost(file, pfn));
      }
    } catch (RucioException e) {
      believed.forEach(file -> entries.add(catalogue.refusals().entry(file, e)));
    }
    return entries;
  }

  /** The paths of those that Rucio has with our data where they were. */
  private Map<Did, String> registered(List<JournalFile> files) throws RucioException {
    if (files.isEmpty()) {
      return Map.of();
    }
    RucioClient rucio = catalogue.rucio();
    Map<Did, CatalogueFile> known = rucio.files(files.stream().map(Named::did).toList());
    List<JournalFile> same = files.stream().filter(file -> isSame(file, known)).toList();
    if (same.isEmpty()) {
      return Map.of();
    }
    SourceRse rse = catalogue.rse();
    PfnMapping mapping = rse.mapping();
    Map<Did, CatalogueReplicas> places =
        rucio.replicas(
            same.stream().map(Named::did).toList(),
            Optional.of(rse.scheme()),
            Optional.of(rse.name()));
    Map<Did, String> registered = new HashMap<>();
    for (JournalFile file : same) {
      CatalogueReplicas there = places.get(Named.did(file));
      String pfn = mapping.pfn(bench.sources().of(file).belowRoot(file.key().path()));
      if (there != null
          && there.pfns().getOrDefault(rse.name(), List.of()).stream()
              .anyMatch(other -> PfnMapping.samePlace(other, pfn))) {
        registered.put(Named.did(file), pfn);
      }
    }
    return registered;
  }

  private static boolean isSame(JournalFile file, Map<Did, CatalogueFile> known) {
    CatalogueFile there = known.get(Named.did(file));
    return there != null && SameData.difference(file, there).isEmpty();
  }

  private List<Entry> lost(JournalFile file, String pfn) {
    Identity old = file.identity();
    Identity registered =
        new Identity(old.digests(), old.did(), old.dataset(), catalogue.rse().name(), pfn);
    String detail = "Nothing is at its path.";
    ProblemCode problem = ProblemCode.LOST_AFTER_REGISTRATION;
    return List.of(
        new Entry.Move(
            file.id(),
            FileState.DIGESTED,
            FileState.REGISTERED,
            "Rucio has it with our size and checksum at our path, by a call without an answer",
            new Facts(file.stamp(), registered),
            Entry.Next.nothing()),
        new Entry.Move(
            file.id(),
            FileState.REGISTERED,
            FileState.QUARANTINED,
            problem.sentence() + " " + detail,
            Facts.NONE,
            Entry.Next.person(problem, detail)));
  }
}
