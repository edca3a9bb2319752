// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.LostSafety;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Coverages.Coverage;
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
  private final Forgotten forgotten;

  public ProtectStep(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.forgotten = new Forgotten(bench, catalogue);
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
    Optional<String> halted = Optional.empty();
    try {
      for (JournalRule rule : catalogue.rules().ensureRules(source, did)) {
        Coverage coverage = coverage(rule, files);
        List<JournalFile> before = covered;
        covered = before.stream().filter(file -> isCovered(file, rule, coverage)).toList();
        halted = covered.size() < before.size() ? coverage.halted().or(noneBut(halted)) : halted;
      }
      catalogue.refusals().succeeded();
      return outcomes(source, files, covered, halted);
    } catch (RucioException e) {
      return forgotten.entries(did, files, e);
    }
  }

  private List<Entry> outcomes(
      Source source, List<JournalFile> files, List<JournalFile> covered, Optional<String> halted)
      throws RucioException {
    Set<Long> ids = covered.stream().map(JournalFile::id).collect(Collectors.toSet());
    List<JournalFile> open = files.stream().filter(file -> !ids.contains(file.id())).toList();
    Map<Long, Entry> gone = forgotten.among(open);
    List<Entry> entries = new ArrayList<>();
    covered.forEach(file -> entries.add(covered(file, source)));
    open.forEach(file -> entries.add(gone.getOrDefault(file.id(), uncovered(file, halted))));
    return entries;
  }

  private static Supplier<Optional<String>> noneBut(Optional<String> known) {
    return () -> known;
  }

  private static boolean isCovered(JournalFile file, JournalRule rule, Coverage coverage) {
    return coverage.locks().getOrDefault(Named.did(file), 0) >= rule.copies();
  }

  private Coverage coverage(JournalRule rule, List<JournalFile> files) throws RucioException {
    try {
      return coverages.of(rule, files);
    } catch (RucioException e) {
      if (e.refusal() != Refusal.RULE_UNKNOWN) {
        throw e;
      }
      // It is made again when the files come back.
      catalogue.rules().gone(rule);
      return new Coverage(Map.of(), Optional.empty());
    }
  }

  /** Rucio's judge comes some time after an attachment, but never to a rule that is halted. */
  private Entry uncovered(JournalFile file, Optional<String> halted) {
    return halted
        .map(why -> bench.postpone(file, ProblemCode.RULE_STUCK, why))
        .orElseGet(() -> bench.await(file, bench.backoff().question(bench.now(), file)));
  }

  private Entry covered(JournalFile file, Source source) {
    boolean hasNext = source.settings().treatment().safeCopies() > 0;
    return new Entry.Move(
        file.id(),
        FileState.REGISTERED,
        FileState.PROTECTED,
        "every wanted rule exists and has locks on it",
        Facts.NONE,
        hasNext ? LostSafety.next(file, bench.now()) : Entry.Next.nothing());
  }
}
