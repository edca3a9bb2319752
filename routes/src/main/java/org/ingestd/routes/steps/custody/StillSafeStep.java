// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.JournalReplica;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.CatalogueReplicas;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.Refusals;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.routes.steps.rucio.SameData;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * SAFE → SAFE, or → PROTECTED with NO_LONGER_SAFE: whether the ground on which a file was called
 * SAFE is still there. Lasting rules stand, enough permanent RSEs have an AVAILABLE replica with
 * our size and checksum, and nobody marked the file LOST. What is wrong with the source replica
 * alone is shown, and the file stays SAFE.
 */
public final class StillSafeStep implements Step {

  /** Rucio answers {@code /replicas/list} slowly above this. */
  private static final int QUESTION = 500;

  /** A call failed: nothing was learnt, and nothing is urgent. */
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

  /** An answer may end early: a file is believed to be forgotten only after so many. */
  private static final int MISSING_BEFORE_LOST = 3;

  private final Workbench bench;
  private final Catalogue catalogue;
  private final PermanentRses permanent;
  private final CopyCheck check;
  private final ReadAgainStep readAgain;

  public StillSafeStep(Workbench bench, Catalogue catalogue, CarefulReader reader) {
    this.bench = bench;
    this.readAgain = new ReadAgainStep(bench, reader);
    this.catalogue = catalogue;
    this.permanent = new PermanentRses(catalogue, bench.clock().steady());
    this.check = new CopyCheck(bench, catalogue.rse());
  }

  @Override
  public void take(List<JournalFile> batch) {
    readAgain.take(batch.stream().filter(ReadAgainStep::isAskedFor).toList());
    catalogue
        .together(batch.stream().filter(file -> !ReadAgainStep.isAskedFor(file)).toList())
        .forEach(this::ask);
  }

  private void ask(RuleSet rules, List<JournalFile> files) {
    try {
      Optional<String> gone = goneRule(rules);
      if (gone.isPresent()) {
        record(files.stream().map(file -> noLongerSafe(file, gone.get())).toList());
        return;
      }
      for (int from = 0; from < files.size(); from += QUESTION) {
        judge(rules, files.subList(from, Math.min(from + QUESTION, files.size())));
      }
    } catch (RucioException e) {
      record(files.stream().map(file -> failed(file, e)).toList());
    }
  }

  /** Without its rules a copy may be deleted at any time, however many there are today. */
  private Optional<String> goneRule(RuleSet rules) throws RucioException {
    List<JournalRule> lasting =
        rules.lasting().stream().flatMap(rule -> catalogue.rules().find(rule).stream()).toList();
    for (JournalRule rule : lasting) {
      try {
        catalogue.rules().saved(rule.did(), catalogue.rucio().rule(rule.ruleId()));
      } catch (RucioException e) {
        if (e.refusal() != Refusal.RULE_UNKNOWN) {
          throw e;
        }
        catalogue.rules().gone(rule);
        return Optional.of(
            "Rule " + rule.expression() + " (" + rule.ruleId() + ") is gone from Rucio.");
      }
    }
    return Optional.empty();
  }

  private void judge(RuleSet rules, List<JournalFile> files) throws RucioException {
    Set<String> rses = permanent.of(rules);
    List<Did> dids = files.stream().map(Named::did).toList();
    Map<Did, CatalogueReplicas> replicas =
        catalogue.rucio().replicas(dids, Optional.of(catalogue.rse().scheme()), Optional.empty());
    Set<Did> lost = catalogue.markedLost(dids);
    List<Entry> entries = new ArrayList<>();
    Map<Long, List<JournalReplica>> seen = new HashMap<>();
    for (JournalFile file : files) {
      CatalogueReplicas there = replicas.get(Named.did(file));
      if (there != null) {
        seen.put(file.id(), CopyCheck.journalled(there));
      }
      entries.add(
          lost.contains(Named.did(file))
              ? noLongerSafe(file, Catalogue.markedLost(Named.did(file)))
              : judged(rules, file, there, rses));
    }
    bench.outcomes().journal().saveReplicas(seen, permanent.destinations(rules));
    record(entries);
  }

  private Entry judged(
      RuleSet rules, JournalFile file, @Nullable CatalogueReplicas there, Set<String> rses) {
    if (there == null) {
      String detail = "Rucio does not list " + Named.did(file) + ".";
      return file.retry().attempts() < MISSING_BEFORE_LOST
          ? shown(file, ProblemCode.LOST_IN_CATALOGUE, detail)
          : noLongerSafe(file, detail);
    }
    Optional<String> difference = SameData.difference(file, there.file());
    if (difference.isPresent()) {
      bench.listener().mismatched(file.key().source(), Witness.SCRUB);
      return noLongerSafe(file, "Rucio has other data: " + difference.get() + ".");
    }
    long copies = CopyCheck.copies(there, rses);
    Source source = bench.sources().of(file);
    int wanted = source.safeCopies(rules.copies());
    if (copies < wanted) {
      return noLongerSafe(
          file, copies + " of " + wanted + " permanent copies are left: " + there.states() + ".");
    }
    return source.settings().treatment().protectSource()
        ? check
            .sourceFault(file, there)
            .map(fault -> shown(file, fault.problem(), fault.detail()))
            .orElseGet(() -> fine(file))
        : fine(file);
  }

  private Entry noLongerSafe(JournalFile file, String why) {
    return new Entry.Move(
        file.id(),
        FileState.SAFE,
        FileState.PROTECTED,
        ProblemCode.NO_LONGER_SAFE.sentence() + " " + why,
        Facts.NONE,
        new Entry.Next(bench.now(), ProblemCode.NO_LONGER_SAFE, why));
  }

  private Entry fine(JournalFile file) {
    return again(file, SafetyTimes.next(bench.now(), file));
  }

  /** A file that is SAFE is never quarantined for what is only to be told. */
  private Entry failed(JournalFile file, RucioException e) {
    ProblemCode problem = Refusals.problem(e.refusal());
    return e.refusal().retryable()
        ? again(file, bench.now().plus(AFTER_FAILURE))
        : shown(file, problem, String.valueOf(e.getMessage()));
  }

  private Entry again(JournalFile file, Instant due) {
    ProblemCode known = file.retry().problem();
    return known != null && endsOtherwise(known)
        ? new Entry.Postpone(
            file.id(), FileState.SAFE, known, String.valueOf(file.retry().detail()), due)
        : new Entry.Await(file.id(), FileState.SAFE, null, due);
  }

  private Entry shown(JournalFile file, ProblemCode problem, String detail) {
    ProblemCode known = file.retry().problem();
    Instant due = bench.backoff().retry(bench.now(), file.retry().attempts());
    return known != null && endsOtherwise(known)
        ? again(file, due)
        : new Entry.Postpone(file.id(), FileState.SAFE, problem, detail, due);
  }

  /** What was seen on disk, or said by a person: no answer of Rucio's ends that. */
  private static boolean endsOtherwise(ProblemCode known) {
    return known.isAboutSource() || known == ProblemCode.ACCEPTED;
  }

  private void record(List<Entry> entries) {
    bench.outcomes().record(entries);
  }
}
