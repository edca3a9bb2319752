// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Coverages.Coverage;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;

/**
 * REGISTERED → PROTECTED: every wanted rule exists, and this file has as many locks under each as
 * the rule has copies. Rules on single files are made here, and chained ones once their time has
 * come.
 */
public final class ProtectStep implements Step {

  private final Workbench bench;
  private final Catalogue catalogue;
  private final Coverages coverages;
  private final Chain chain;
  private final Forgotten forgotten;

  public ProtectStep(Workbench bench, Catalogue catalogue) {
    this.bench = bench;
    this.forgotten = new Forgotten(bench, catalogue);
    this.catalogue = catalogue;
    this.coverages = new Coverages(catalogue.rucio(), catalogue.rules(), bench.clock());
    this.chain = new Chain(catalogue.rules(), coverages, bench);
  }

  @Override
  public void take(List<JournalFile> batch) {
    catalogue
        .together(batch)
        .forEach((rules, files) -> bench.outcomes().record(protect(rules, files)));
  }

  private List<Entry> protect(RuleSet rules, List<JournalFile> files) {
    List<JournalFile> covered = files;
    Halted halted = Halted.NOT;
    try {
      for (Wish wish : rules.wishes()) {
        if (chain.isNext(wish, files)) {
          Coverage coverage = coverage(wish, files);
          List<JournalFile> before = covered;
          covered =
              before.stream().filter(file -> coverage.covers(file, wish.rule().copies())).toList();
          halted = covered.size() < before.size() ? coverage.halted(wish).or(halted) : halted;
        } else {
          covered = List.of();
          halted = chain.halted(wish, files).or(halted);
        }
      }
      catalogue.refusals().succeeded();
      return outcomes(rules, files, covered, halted);
    } catch (RucioException e) {
      return forgotten.entries(rules, files, e);
    }
  }

  private List<Entry> outcomes(
      RuleSet rules, List<JournalFile> files, List<JournalFile> covered, Halted halted)
      throws RucioException {
    Set<Long> ids = covered.stream().map(JournalFile::id).collect(Collectors.toSet());
    List<JournalFile> open = files.stream().filter(file -> !ids.contains(file.id())).toList();
    Map<Long, Entry> gone = forgotten.among(open);
    List<Entry> entries = new ArrayList<>();
    covered.forEach(file -> entries.add(covered(file, rules)));
    open.forEach(file -> entries.add(gone.getOrDefault(file.id(), uncovered(file, halted))));
    return entries;
  }

  private Coverage coverage(Wish wish, List<JournalFile> files) throws RucioException {
    JournalRule rule = catalogue.rules().ensure(wish.rule());
    try {
      return coverages.of(rule, files);
    } catch (RucioException e) {
      if (e.refusal() != Refusal.RULE_UNKNOWN) {
        throw e;
      }
      // It is made again when the files come back.
      catalogue.rules().gone(rule);
      return Coverage.NONE;
    }
  }

  /** Rucio's judge comes some time after an attachment, but never to a rule that is halted. */
  private Entry uncovered(JournalFile file, Halted halted) {
    return halted
        .why(file, bench.now())
        .map(why -> bench.postpone(file, ProblemCode.RULE_STUCK, why))
        .orElseGet(() -> bench.await(file, bench.backoff().question(bench.now(), file)));
  }

  private Entry covered(JournalFile file, RuleSet rules) {
    boolean hasNext = bench.sources().of(file).safeCopies(rules.copies()) > 0;
    return new Entry.Move(
        file.id(),
        FileState.REGISTERED,
        FileState.PROTECTED,
        "every wanted rule exists and has locks on it",
        Facts.NONE,
        hasNext ? LostSafety.next(file, bench.now()) : Entry.Next.nothing());
  }
}
