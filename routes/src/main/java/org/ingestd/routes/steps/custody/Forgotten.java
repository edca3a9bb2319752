// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.rse.Did;

/**
 * Registered files that Rucio no longer has where we put them: their dataset was deleted, they were
 * detached from it, or their own DID was erased. Rules never reach them, and nobody would say so;
 * so they are told as LOST_IN_CATALOGUE and registered anew by nobody but a person. Thread-safe.
 */
final class Forgotten {

  /** Rucio's judge may set a dataset aside for ten minutes: slow is no loss. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** The answer is as long as the dataset: asking takes at most a tenth of the time. */
  private static final int PAUSES_PER_ANSWER = 10;

  private static final int REMEMBERED = 1_000;

  private final Workbench bench;
  private final Catalogue catalogue;
  private final Map<Did, Instant> nextAt =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Did, Instant> eldest) {
              return size() > REMEMBERED;
            }
          });

  Forgotten(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.catalogue = catalogue;
  }

  /**
   * Outcomes for files that a call did not succeed for.
   *
   * @param rules the files'
   */
  List<Entry> entries(RuleSet rules, List<JournalFile> files, RucioException e) {
    if (e.refusal() != Refusal.DID_UNKNOWN) {
      return files.stream().map(file -> catalogue.refusals().entry(file, e)).toList();
    }
    rules.dids().forEach(catalogue.rules()::forget);
    return files.stream()
        .map(file -> bench.quarantine(file, ProblemCode.LOST_IN_CATALOGUE, unknown(rules.did())))
        .toList();
  }

  /**
   * Of files that wait for Rucio, those that have waited long and are not in their datasets any
   * more.
   *
   * @return outcomes by file
   */
  Map<Long, Entry> among(List<JournalFile> waiting) throws RucioException {
    Instant longAgo = bench.now().minus(PATIENCE);
    Map<Did, List<JournalFile>> byDataset = new LinkedHashMap<>();
    for (JournalFile file : waiting) {
      if (file.standing().since().isBefore(longAgo)) {
        byDataset.computeIfAbsent(Named.dataset(file), d -> new ArrayList<>()).add(file);
      }
    }
    Map<Long, Entry> gone = new HashMap<>();
    for (Map.Entry<Did, List<JournalFile>> dataset : byDataset.entrySet()) {
      if (!bench.passed().isBefore(nextAt.getOrDefault(dataset.getKey(), Instant.MIN))) {
        ask(dataset.getKey(), dataset.getValue(), gone);
      }
    }
    return gone;
  }

  private void ask(Did dataset, List<JournalFile> files, Map<Long, Entry> gone)
      throws RucioException {
    Instant begin = bench.passed();
    Optional<Set<Did>> attached = attached(dataset, files);
    Instant end = bench.passed();
    nextAt.put(dataset, end.plus(Duration.between(begin, end).multipliedBy(PAUSES_PER_ANSWER)));
    String detail =
        attached.isPresent()
            ? "Rucio does not have it in " + dataset + " any more."
            : unknown(dataset);
    for (JournalFile file : files) {
      if (!attached.orElse(Set.of()).contains(Named.did(file))) {
        gone.put(file.id(), bench.quarantine(file, ProblemCode.LOST_IN_CATALOGUE, detail));
      }
    }
  }

  private static String unknown(Did did) {
    return "Rucio does not know " + did + " any more.";
  }

  /** Empty if Rucio does not know the dataset. */
  private Optional<Set<Did>> attached(Did dataset, List<JournalFile> files) throws RucioException {
    List<Did> dids = files.stream().map(Named::did).toList();
    try {
      return Optional.of(catalogue.rucio().attached(dataset, dids).keySet());
    } catch (RucioException e) {
      if (e.refusal() == Refusal.DID_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
