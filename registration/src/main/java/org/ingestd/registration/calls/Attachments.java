// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Refused;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Calls;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Parallel;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** Cuts files into batches that never overlap, and sends them side by side. */
public final class Attachments {

  private final Calls calls;
  private final Parallel parallel;
  private final Metadata metadata;
  private final RandomGenerator random;

  public Attachments(Calls calls, Parallel parallel, Metadata metadata, RandomGenerator random) {
    this.calls = calls;
    this.parallel = parallel;
    this.metadata = metadata;
    this.random = random;
  }

  public Map<Did, AttachOutcome> attach(Attachment attachment, List<ReplicaEntry> files, int batch)
      throws Failure, RucioException {
    Map<Did, AttachOutcome> outcomes = new HashMap<>();
    List<List<ReplicaEntry>> batches = batches(files, batch, outcomes);
    List<Parallel.Work<Settled>> works = new ArrayList<>();
    for (List<ReplicaEntry> part : batches) {
      works.add(() -> settle(attachment, part));
    }
    RucioException refusal = null;
    for (Settled settled : parallel.all(works)) {
      outcomes.putAll(settled.outcomes());
      refusal = refusal == null ? settled.refusal() : refusal;
    }
    if (refusal != null) {
      throw refusal;
    }
    return outcomes;
  }

  private record Settled(Map<Did, AttachOutcome> outcomes, @Nullable RucioException refusal) {}

  private Settled settle(Attachment attachment, List<ReplicaEntry> files) throws Failure {
    try {
      return new Settled(
          new BatchAttachment(attachment, calls, metadata).settle(files, random), null);
    } catch (RucioException refusal) {
      return new Settled(Map.of(), refusal);
    }
  }

  /**
   * Sorted by DID, since unsorted transactions deadlock in PostgreSQL; one scheme a batch, since a
   * server mistakes {@code dav} for {@code davs}.
   *
   * @param outcomes gets the files that must not be sent
   */
  private static List<List<ReplicaEntry>> batches(
      List<ReplicaEntry> files, int size, Map<Did, AttachOutcome> outcomes) {
    List<List<ReplicaEntry>> batches = new ArrayList<>();
    Map<String, List<ReplicaEntry>> byScheme =
        unambiguous(files, outcomes).stream()
            .collect(Collectors.groupingBy(Attachments::scheme, TreeMap::new, Collectors.toList()));
    for (List<ReplicaEntry> sorted : byScheme.values()) {
      for (int from = 0; from < sorted.size(); from += size) {
        batches.add(sorted.subList(from, Math.min(from + size, sorted.size())));
      }
    }
    return batches;
  }

  /** One entry a DID, sorted; Rucio takes the last of two different ones and says nothing. */
  private static List<ReplicaEntry> unambiguous(
      List<ReplicaEntry> files, Map<Did, AttachOutcome> outcomes) {
    TreeMap<Did, ReplicaEntry> byDid = new TreeMap<>();
    for (ReplicaEntry file : files) {
      ReplicaEntry other = byDid.putIfAbsent(file.did(), file);
      if (other != null && !other.equals(file)) {
        outcomes.put(file.did(), new Refused(twoFiles(other, file)));
      }
    }
    byDid.keySet().removeAll(outcomes.keySet());
    return List.copyOf(byDid.values());
  }

  private static RucioException twoFiles(ReplicaEntry one, ReplicaEntry other) {
    return new RucioException(
        Refusal.CONFLICT,
        0,
        "",
        "Two files for one DID " + one.did() + ": " + one.pfn() + " and " + other.pfn());
  }

  private static String scheme(ReplicaEntry file) {
    int colon = file.pfn().indexOf(':');
    return colon < 0 ? "" : file.pfn().substring(0, colon);
  }
}
