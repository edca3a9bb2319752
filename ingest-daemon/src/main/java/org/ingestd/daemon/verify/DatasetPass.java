// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.nio.file.Path;
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
import org.ingestd.routes.disk.Look;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** From Rucio's side: all that is attached to our datasets. */
final class DatasetPass {

  private final Sides sides;
  private final List<PlaceInSource> places;
  private final Path root;

  DatasetPass(Sides sides, List<PlaceInSource> places, Path root) {
    this.sides = sides;
    this.places = places;
    this.root = root;
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
    Optional<Path> path = sides.rse().mapping().path(pfn).map(below -> below.under(root));
    Optional<PlaceInSource> place =
        path.flatMap(
            file -> places.stream().filter(candidate -> candidate.holds(file)).findFirst());
    if (path.isEmpty() || place.isEmpty() || !(Look.at(path.get()) instanceof Look.Gone)) {
      return Optional.empty();
    }
    RawPath below = place.get().below(path.get());
    return Optional.of(
        new Difference(
            new Difference.Place(place.get().name(), below),
            did,
            Kind.CATALOGUE_ONLY,
            "disk: nothing; journal: does not know it; Rucio: a replica at " + pfn,
            "nobody knows"));
  }
}
