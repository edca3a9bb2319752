// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;

/**
 * REGISTERED → PROTECTED: every wanted rule exists, and this file has as many locks under each as
 * the rule has copies. For sources without datasets the rules are made here, on each file.
 */
public final class ProtectStep implements Step {

  private final Workbench bench;
  private final Catalogue catalogue;
  private final Coverages coverages;

  public ProtectStep(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.catalogue = catalogue;
    this.coverages = new Coverages(catalogue.rucio(), catalogue.rules(), bench.clock());
  }

  @Override
  public void take(List<JournalFile> batch) {
    Map<Did, List<JournalFile>> byRuleDid = new LinkedHashMap<>();
    for (JournalFile file : batch) {
      Did did = Named.ruleDid(bench.sources().of(file), file);
      byRuleDid.computeIfAbsent(did, d -> new ArrayList<>()).add(file);
    }
    byRuleDid.forEach((did, files) -> bench.outcomes().record(protect(did, files)));
  }

  private List<Entry> protect(Did did, List<JournalFile> files) {
    Source source = bench.sources().of(files.get(0));
    List<JournalFile> covered = files;
    try {
      for (JournalRule rule : catalogue.rules().ensureRules(source, did)) {
        covered = coveredBy(rule, covered, files);
      }
      catalogue.refusals().succeeded();
    } catch (RucioException e) {
      return files.stream().map(file -> catalogue.refusals().entry(file, e)).toList();
    }
    Set<Long> ids = covered.stream().map(JournalFile::id).collect(Collectors.toSet());
    List<Entry> entries = new ArrayList<>();
    for (JournalFile file : files) {
      entries.add(
          ids.contains(file.id())
              ? covered(file, source)
              : new Entry.Await(
                  file.id(),
                  FileState.REGISTERED,
                  null,
                  bench.backoff().question(bench.now(), file)));
    }
    return entries;
  }

  private List<JournalFile> coveredBy(
      JournalRule rule, List<JournalFile> candidates, List<JournalFile> all) throws RucioException {
    try {
      Map<Did, Integer> locks = coverages.locks(rule, all);
      return candidates.stream()
          .filter(file -> locks.getOrDefault(Named.did(file), 0) >= rule.copies())
          .toList();
    } catch (RucioException e) {
      if (e.refusal() == Refusal.RULE_UNKNOWN) {
        catalogue.rules().gone(rule);
      }
      throw e;
    }
  }

  private Entry covered(JournalFile file, Source source) {
    boolean hasNext = source.settings().treatment().safeCopies() > 0;
    return new Entry.Move(
        file.id(),
        FileState.REGISTERED,
        FileState.PROTECTED,
        "every wanted rule exists and has locks on it",
        Facts.NONE,
        hasNext ? Entry.Next.due(bench.now()) : Entry.Next.nothing());
  }
}
