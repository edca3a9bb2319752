// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.Refusals;
import org.ingestd.routes.steps.rucio.SameData;
import org.ingestd.routes.steps.rucio.SourceRse;
import org.ingestd.rse.Did;
import org.ingestd.rse.PfnMapping;
import org.jspecify.annotations.Nullable;

/**
 * The files of one dataset on their way into Rucio, and what each answer means for them. A file
 * leaves the open ones with its outcome; only what was read back leaves as REGISTERED. One thread.
 */
final class Wave {

  private final Workbench bench;
  private final Source source;
  private final SourceRse rse;
  private final Map<Did, JournalFile> open = new TreeMap<>();
  private final Map<Did, String> pfns = new TreeMap<>();
  private final Set<Did> known = new HashSet<>();
  private final Set<Did> complete = new HashSet<>();
  private final Set<Did> repeated = new HashSet<>();
  private final Map<Long, Entry> outcomes = new LinkedHashMap<>();

  Wave(Workbench bench, Source source, SourceRse rse, List<JournalFile> files) {
    this.bench = bench;
    this.source = source;
    this.rse = rse;
    PfnMapping mapping = rse.mapping();
    for (JournalFile file : files) {
      open.put(Named.did(file), file);
      pfns.put(Named.did(file), mapping.pfn(source.belowRoot(file.key().path())));
    }
  }

  Source source() {
    return source;
  }

  Collection<Entry> outcomes() {
    return outcomes.values();
  }

  /** The DIDs of files without an outcome, sorted. */
  List<Did> open() {
    return List.copyOf(open.keySet());
  }

  /** What Rucio knew of the files before we did anything: other data are never overwritten. */
  void knownBefore(Map<Did, CatalogueFile> before) {
    known.addAll(before.keySet());
    refuseLost(before.values());
    refuseOtherData(before);
  }

  List<Did> stillKnown() {
    return open.keySet().stream().filter(known::contains).toList();
  }

  /** Where Rucio has the known files on our RSE, and which of them the dataset has. */
  void placesBefore(Map<Did, CatalogueReplicas> before, Set<Did> attached) {
    for (Did did : stillKnown()) {
      List<String> there = pfnsAt(before.get(did));
      if (isElsewhere(did, there)) {
        conflict(did, "path here " + pfns.get(did) + ", in Rucio " + String.join(" ", there));
      } else if (!there.isEmpty() && attached.contains(did)) {
        complete.add(did);
      }
    }
  }

  /** What has to be sent: all but what is attached with our data at our path already. */
  List<ReplicaEntry> toSend() {
    List<ReplicaEntry> entries = new ArrayList<>();
    open.forEach(
        (did, file) -> {
          if (!complete.contains(did)) {
            entries.add(new ReplicaEntry(did, file.size(), Named.digests(file), pfn(did)));
          }
        });
    return entries;
  }

  void sent(Map<Did, AttachOutcome> answers, Refusals refusals) {
    answers.forEach(
        (did, answer) -> {
          if (answer instanceof AttachOutcome.Refused refused) {
            close(did, file -> refusals.entry(file, refused.why()));
          } else if (answer instanceof AttachOutcome.Attached attached && attached.repeated()) {
            repeated.add(did);
          }
        });
  }

  /** What the dataset has now, with size and checksums. */
  void readBack(Map<Did, CatalogueFile> attached) {
    for (Did did : open()) {
      if (!attached.containsKey(did)) {
        String detail = "Sent, but not in the dataset when read back.";
        close(did, file -> bench.postpone(file, ProblemCode.RUCIO_UNAVAILABLE, detail));
      }
    }
    refuseOtherData(attached);
  }

  /** Files that may have been in Rucio before this sending, with a path of their own. */
  List<Did> uncertainPaths() {
    return open.keySet().stream()
        .filter(did -> known.contains(did) || repeated.contains(did))
        .filter(did -> !complete.contains(did))
        .toList();
  }

  void pathsReadBack(Map<Did, CatalogueReplicas> replicas) {
    for (Did did : uncertainPaths()) {
      List<String> there = pfnsAt(replicas.get(did));
      if (there.isEmpty()) {
        String detail = "Sent, but without a replica on " + rse.name() + " when read back.";
        close(did, file -> bench.postpone(file, ProblemCode.RUCIO_UNAVAILABLE, detail));
      } else if (isElsewhere(did, there)) {
        conflict(did, "path here " + pfns.get(did) + ", in Rucio " + String.join(" ", there));
      }
    }
  }

  /** All that are still open were read back as ours. */
  void registered() {
    for (Did did : open()) {
      String reason =
          known.contains(did)
              ? "adopted: Rucio had it with our size and checksum, read back with our path"
              : "registered on " + rse.name() + " and read back";
      close(did, file -> moved(file, reason));
    }
  }

  /** A call failed for all that are still open. */
  void failed(RucioException e, Refusals refusals) {
    open().forEach(did -> close(did, file -> refusals.entry(file, e)));
  }

  /**
   * With all that was registered, and not only its place: meanwhile the journal may have come to a
   * newer generation of the file, and then the change is found by comparing with this.
   */
  private Entry moved(JournalFile file, String reason) {
    Identity old = file.identity();
    Identity registered =
        new Identity(old.digests(), old.did(), old.dataset(), rse.name(), pfn(Named.did(file)));
    return new Entry.Move(
        file.id(),
        FileState.DIGESTED,
        FileState.REGISTERED,
        reason,
        new Facts(file.stamp(), registered),
        Entry.Next.due(bench.now()));
  }

  private void refuseOtherData(Map<Did, CatalogueFile> catalogue) {
    for (Did did : open()) {
      CatalogueFile there = catalogue.get(did);
      if (there != null) {
        JournalFile file = Objects.requireNonNull(open.get(did));
        SameData.difference(file, there).ifPresent(difference -> otherData(did, difference));
      }
    }
  }

  /** What is attached already would be adopted without a call that Rucio could refuse. */
  private void refuseLost(Collection<CatalogueFile> before) {
    for (CatalogueFile there : before) {
      if (there.lost()) {
        String detail = Catalogue.markedLost(there.did());
        close(there.did(), file -> bench.quarantine(file, ProblemCode.LOST_IN_CATALOGUE, detail));
      }
    }
  }

  private List<String> pfnsAt(@Nullable CatalogueReplicas replicas) {
    return replicas == null ? List.of() : replicas.pfns().getOrDefault(rse.name(), List.of());
  }

  private boolean isElsewhere(Did did, List<String> there) {
    return !there.isEmpty() && there.stream().noneMatch(pfn -> PfnMapping.samePlace(pfn, pfn(did)));
  }

  private String pfn(Did did) {
    return Objects.requireNonNull(pfns.get(did), "pfn");
  }

  private void otherData(Did did, String difference) {
    bench.listener().mismatched(source.name(), Witness.READBACK);
    conflict(did, difference);
  }

  private void conflict(Did did, String difference) {
    close(did, file -> bench.quarantine(file, ProblemCode.CONFLICT, did + ": " + difference));
  }

  private void close(Did did, Function<JournalFile, Entry> outcome) {
    Optional.ofNullable(open.remove(did))
        .ifPresent(file -> outcomes.put(file.id(), outcome.apply(file)));
  }
}
