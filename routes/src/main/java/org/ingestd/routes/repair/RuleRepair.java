// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.repair;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.repair.Repaired.Result;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.routes.steps.rucio.RuleSet.Purpose;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;

/**
 * Looks at the rules of registered files and mends what can be mended. A rule is made only where
 * Rucio says that ours is gone, and Rucio itself refuses an equal second one, so repeating this, or
 * doing it twice at once, makes no second rule. Rules that may end without a word (with a lifetime,
 * and stepping stones) and those whose time has not come are not made.
 */
public final class RuleRepair {

  private static final int PAGE = 1_000;

  private final Catalogue catalogue;
  private final Workbench bench;

  public RuleRepair(Catalogue catalogue, Workbench bench) {
    this.catalogue = catalogue;
    this.bench = bench;
  }

  /**
   * Which files' rules, and what for.
   *
   * @param source empty: all
   * @param after only files with ids above this one; 0 for the first page
   * @param dryRun whether nothing is to be changed
   * @param words who asks for it and why, for the history
   */
  public record Wanted(Optional<String> source, long after, boolean dryRun, String words) {}

  /**
   * The rules of a page of files; one that stands on several pages is told with each.
   *
   * @param after where the next page begins; 0 if this was the last one
   */
  public record Page(List<Repaired> rules, long after) {}

  /**
   * @throws RucioException if Rucio cannot be asked now
   */
  public Page page(Wanted wanted) throws RucioException {
    Set<FileState> registered =
        EnumSet.of(FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE);
    FileQuery query =
        new FileQuery(
            wanted.source(), registered, Optional.empty(), Optional.empty(), wanted.after(), PAGE);
    List<JournalFile> files = bench.outcomes().journal().files(query);
    Set<Repaired.Target> seen = new HashSet<>();
    List<Repaired> all = new ArrayList<>();
    Map<RuleSet, List<JournalFile>> sets =
        catalogue.together(files.stream().filter(bench.sources()::has).toList());
    for (Map.Entry<RuleSet, List<JournalFile>> set : sets.entrySet()) {
      List<Repaired> mended = new ArrayList<>();
      for (Wish wish : set.getKey().wishes()) {
        if (seen.add(target(wish.rule()))) {
          repaired(wish, wanted.dryRun()).ifPresent(mended::add);
        }
      }
      note(mended, set.getValue(), wanted.words());
      all.addAll(mended);
    }
    return new Page(all, files.size() < PAGE ? 0 : files.get(files.size() - 1).id());
  }

  private static Repaired.Target target(WantedRule rule) {
    return new Repaired.Target(rule.did(), rule.expression(), rule.copies());
  }

  private Optional<Repaired> repaired(Wish wish, boolean dryRun) throws RucioException {
    Optional<JournalRule> known = catalogue.rules().find(wish.rule());
    try {
      Optional<RuleInfo> there = known.isEmpty() ? Optional.empty() : asked(known.get());
      if (there.isPresent()) {
        return Optional.of(standing(wish, there.get(), dryRun));
      }
      return lasts(wish) ? Optional.of(again(wish.rule(), known, dryRun)) : Optional.empty();
    } catch (RucioException e) {
      if (e.refusal().retryable()) {
        throw e;
      }
      return Optional.of(
          of(wish.rule(), "MISSING", Result.REFUSED, String.valueOf(e.getMessage())));
    }
  }

  private static boolean lasts(Wish wish) {
    return wish.purpose() != Purpose.STEPPING_STONE
        && wish.after().isEmpty()
        && wish.rule().terms().lifetime().isEmpty();
  }

  /** As it stands in Rucio; empty if it is gone. */
  private Optional<RuleInfo> asked(JournalRule known) throws RucioException {
    try {
      RuleInfo info = catalogue.rucio().rule(known.ruleId());
      JournalRule unused = catalogue.rules().saved(known.did(), info);
      return Optional.of(info);
    } catch (RucioException e) {
      if (e.refusal() == Refusal.RULE_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Repaired again(WantedRule wanted, Optional<JournalRule> known, boolean dryRun)
      throws RucioException {
    if (dryRun) {
      return of(wanted, "MISSING", Result.WOULD_BE_REPAIRED, "Rucio does not know it any more.");
    }
    known.ifPresent(catalogue.rules()::gone);
    JournalRule made = catalogue.rules().ensure(wanted);
    return of(wanted, made.standing().state(), Result.MADE_AGAIN, "now rule " + made.ruleId());
  }

  private Repaired standing(Wish wish, RuleInfo info, boolean dryRun) throws RucioException {
    WantedRule rule = wish.rule();
    String says = info.id() + (info.error() == null ? "" : ": " + info.error());
    return switch (info.state()) {
      case "STUCK" ->
          dryRun
              ? of(rule, info.state(), Result.WOULD_BE_REPAIRED, says)
              : askAgain(rule, info, says);
      case "SUSPENDED", "WAITING_APPROVAL" -> of(rule, info.state(), Result.NEEDS_ADMIN, says);
      default -> of(rule, info.state(), Result.ALREADY_FINE, "");
    };
  }

  private Repaired askAgain(WantedRule rule, RuleInfo info, String says) throws RucioException {
    try {
      catalogue.rucio().boostRule(info.id());
      return of(rule, info.state(), Result.ASKED_AGAIN, says);
    } catch (RucioException e) {
      if (e.refusal() == Refusal.NOT_PERMITTED) {
        return of(rule, info.state(), Result.WAITS, says);
      }
      throw e;
    }
  }

  private static Repaired of(WantedRule rule, String state, Result result, String detail) {
    return new Repaired(target(rule), state, result, detail);
  }

  /** In the history of the first file that the rules are for. */
  private void note(List<Repaired> mended, List<JournalFile> files, String words) {
    String done =
        mended.stream()
            .filter(
                rule -> rule.result() == Result.MADE_AGAIN || rule.result() == Result.ASKED_AGAIN)
            .map(rule -> rule.rule().expression() + " " + rule.result())
            .collect(Collectors.joining(", "));
    if (!done.isEmpty()) {
      JournalFile first = files.get(0);
      Entry.Next next =
          new Entry.Next(first.retry().due(), first.retry().problem(), first.retry().detail());
      bench
          .outcomes()
          .record(
              List.of(
                  new Entry.Remark(first.id(), first.state(), words + " (" + done + ")", next)));
    }
  }
}
