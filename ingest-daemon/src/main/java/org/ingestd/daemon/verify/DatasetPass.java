// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.ingestd.daemon.trial.PlaceInSource;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.sides.Sides;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** From Rucio's side: all that is attached to our datasets. */
final class DatasetPass {

  private final Sides sides;
  private final List<PlaceInSource> places;

  DatasetPass(Sides sides, List<PlaceInSource> places) {
    this.sides = sides;
    this.places = places;
  }

  /** Ticks off what the dataset shows, and tells of what only Rucio has. */
  void read(Did dataset, Memberships memberships, Consumer<Difference> tell) throws RucioException {
    Set<Did> unknown = new LinkedHashSet<>();
    List<Did> chunk = new ArrayList<>();
    try {
      sides
          .rucio()
          .contents(
              dataset,
              () -> {
                unknown.clear();
                chunk.clear();
              },
              file -> {
                memberships.tick(dataset, file.did());
                chunk.add(file.did());
                if (chunk.size() >= Pages.PAGE) {
                  sift(chunk, unknown);
                }
              });
    } catch (RucioException e) {
      if (e.refusal() != Refusal.DID_UNKNOWN) {
        throw e;
      }
    }
    sift(chunk, unknown);
    List<Did> asked = List.copyOf(unknown);
    for (int from = 0; from < asked.size(); from += Pages.PAGE) {
      onlyThere(asked.subList(from, Math.min(from + Pages.PAGE, asked.size())), tell);
    }
  }

  private void sift(List<Did> chunk, Set<Did> unknown) {
    Map<Did, List<JournalFile>> known = sides.journal().namesakes(chunk);
    chunk.stream().filter(did -> !known.containsKey(did)).forEach(unknown::add);
    chunk.clear();
  }

  /** Other instances may attach to the same dataset: only paths of our sources are ours. */
  private void onlyThere(List<Did> dids, Consumer<Difference> tell) throws RucioException {
    Map<Did, CatalogueReplicas> replicas =
        sides
            .rucio()
            .replicas(dids, Optional.of(sides.rse().scheme()), Optional.of(sides.rse().name()));
    for (Did did : dids) {
      CatalogueReplicas there = replicas.get(did);
      List<String> pfns =
          there == null ? List.of() : there.pfns().getOrDefault(sides.rse().name(), List.of());
      for (String pfn : pfns) {
        ours(did, pfn).ifPresent(tell);
      }
    }
  }

  private Optional<Difference> ours(Did did, String pfn) {
    Optional<RawPath> belowRoot = sides.rse().mapping().path(pfn);
    if (belowRoot.isEmpty()) {
      return Optional.empty();
    }
    return places.stream()
        .filter(candidate -> candidate.holds(candidate.placed(belowRoot.get())))
        .findFirst()
        .flatMap(place -> onlyThere(did, pfn, place, belowRoot.get()));
  }

  private Optional<Difference> onlyThere(
      Did did, String pfn, PlaceInSource place, RawPath belowRoot) {
    RawPath below = place.below(place.placed(belowRoot));
    try (DiskVisit visit = sides.sources().named(place.name()).disk().visit(List.of(below))) {
      return visit.look(below) instanceof Look.Gone
          ? Optional.of(
              new Difference(
                  place.name(),
                  below,
                  did,
                  Kind.CATALOGUE_ONLY,
                  "disk: nothing; journal: does not know it; Rucio: a replica at " + pfn,
                  "nobody knows"))
          : Optional.empty();
    }
  }
}
