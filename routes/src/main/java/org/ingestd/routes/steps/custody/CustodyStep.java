// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

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
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.LostSafety;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * PROTECTED → SAFE: enough distinct permanent RSEs have an AVAILABLE replica of our size and
 * checksum, the source replica has our path, nobody marked the file LOST, and a last look finds it
 * as it was registered.
 */
public final class CustodyStep implements Step {

  /** Rucio answers {@code /replicas/list} slowly above this. */
  private static final int QUESTION = 500;

  private final Workbench bench;
  private final Catalogue catalogue;
  private final PermanentRses permanent;
  private final RuleProgress progress;
  private final CopyCheck check;
  private final LastLook lastLook;
  private final Forgotten forgotten;

  public CustodyStep(Workbench bench, Catalogue catalogue, CarefulReader reader) {
    this.bench = bench;
    this.catalogue = catalogue;
    this.permanent = new PermanentRses(catalogue, bench.clock().steady());
    this.progress = new RuleProgress(catalogue, bench.clock().steady());
    this.check = new CopyCheck(bench, catalogue.rse());
    this.forgotten = new Forgotten(bench, catalogue);
    this.lastLook = new LastLook(bench, reader);
  }

  @Override
  public void take(List<JournalFile> batch) {
    catalogue.together(batch).forEach(this::ask);
  }

  private void ask(RuleSet rules, List<JournalFile> files) {
    try {
      RuleProgress.Step news = progress.since(rules, files);
      if (news.gone().isPresent()) {
        bench.outcomes().record(backToRegistered(files, news.gone().get()));
      } else if (news.nothingGrew()) {
        bench.outcomes().record(files.stream().map(file -> later(file, news)).toList());
      } else {
        for (int from = 0; from < files.size(); from += QUESTION) {
          judge(rules, files.subList(from, Math.min(from + QUESTION, files.size())), news);
        }
        progress.looked(rules, news, files);
      }
    } catch (RucioException e) {
      progress.forget(rules);
      bench.outcomes().record(forgotten.entries(rules, files, e));
    }
  }

  private void judge(RuleSet rules, List<JournalFile> files, RuleProgress.Step news)
      throws RucioException {
    int wanted = bench.sources().of(files.get(0)).safeCopies(rules.copies());
    Enough enough = new Enough(permanent.of(rules), wanted);
    Map<Did, CatalogueReplicas> replicas =
        catalogue
            .rucio()
            .replicas(dids(files), Optional.of(catalogue.rse().scheme()), Optional.empty());
    List<Entry> entries = new ArrayList<>();
    List<JournalFile> waiting = new ArrayList<>();
    List<JournalFile> whole = new ArrayList<>();
    Map<Long, List<JournalReplica>> seen = new HashMap<>();
    try (Visits visits = bench.visits(files)) {
      for (JournalFile file : files) {
        CatalogueReplicas there = replicas.get(Named.did(file));
        if (there != null) {
          seen.put(file.id(), CopyCheck.journalled(there));
        }
        (lacksCopies(file, there, enough) ? waiting : whole).add(file);
      }
      Judgement by = new Judgement(enough, catalogue.markedLost(dids(whole)), visits);
      whole.forEach(file -> judge(file, replicas.get(Named.did(file)), by).ifPresent(entries::add));
    }
    Map<Long, Entry> gone = forgotten.among(waiting);
    waiting.forEach(file -> entries.add(gone.getOrDefault(file.id(), later(file, news))));
    bench.outcomes().journal().saveReplicas(seen, permanent.destinations(rules));
    bench.outcomes().record(entries);
  }

  private static List<Did> dids(List<JournalFile> files) {
    return files.stream().map(Named::did).toList();
  }

  private boolean lacksCopies(JournalFile file, @Nullable CatalogueReplicas there, Enough enough) {
    return there != null
        && check.problem(file, there).isEmpty()
        && CopyCheck.copies(there, enough.rses()) < enough.copies()
        && check.uselessSource(file, there).isEmpty();
  }

  /**
   * What makes files of one set of rules SAFE.
   *
   * @param rses permanent ones by their rules
   */
  private record Enough(Set<String> rses, int copies) {}

  /**
   * What files of one set of rules are judged by.
   *
   * @param lost marked so in Rucio
   */
  private record Judgement(Enough enough, Set<Did> lost, Visits visits) {}

  private Optional<Entry> judge(JournalFile file, @Nullable CatalogueReplicas there, Judgement by) {
    Optional<Entry> problem = check.problem(file, there);
    if (problem.isPresent() || there == null) {
      return problem;
    }
    if (by.lost().contains(Named.did(file))) {
      return Optional.of(
          bench.quarantine(
              file, ProblemCode.LOST_IN_CATALOGUE, Catalogue.markedLost(Named.did(file))));
    }
    long copies = CopyCheck.copies(there, by.enough().rses());
    return copies < by.enough().copies()
        ? check.uselessSource(file, there)
        : lastLook.at(
            file,
            by.visits().of(file),
            stamp -> {
              bench.listener().confirmed(CopyCheck.holders(there, by.enough().rses()));
              return safe(file, copies, stamp);
            });
  }

  private Entry safe(JournalFile file, long copies, Facts facts) {
    return new Entry.Move(
        file.id(),
        FileState.PROTECTED,
        FileState.SAFE,
        copies
            + (copies == 1 ? " permanent copy" : " permanent copies")
            + " with our size and checksum in the catalogue",
        facts,
        Entry.Next.due(SafetyTimes.first(bench.now())));
  }

  private Entry later(JournalFile file, RuleProgress.Step news) {
    return news.halted()
        .why(file, bench.now())
        .map(why -> bench.postpone(file, ProblemCode.RULE_STUCK, why))
        .orElseGet(() -> bench.await(file, bench.backoff().question(bench.now(), file)));
  }

  private List<Entry> backToRegistered(List<JournalFile> files, JournalRule gone) {
    catalogue.rules().gone(gone);
    String reason = "rule " + gone.ruleId() + " is gone from Rucio; it is made again";
    return files.stream()
        .<Entry>map(
            file ->
                new Entry.Move(
                    file.id(),
                    FileState.PROTECTED,
                    FileState.REGISTERED,
                    reason,
                    Facts.NONE,
                    LostSafety.next(file, bench.now())))
        .toList();
  }
}
