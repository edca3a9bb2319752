// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.RuleSet;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;

/**
 * Whether it is worth asking where a dataset's files are: the rules' counters, a call or two a
 * dataset, say if any copy arrived since. Thread-safe.
 */
final class RuleProgress {

  /**
   * What the counters say.
   *
   * @param locksOk locks in state OK under all rules
   * @param nothingGrew no copy has arrived since the replicas were looked at last
   * @param halted rules that are STUCK, SUSPENDED or wait for approval, with their error
   * @param gone a rule that Rucio does not know any more
   */
  record Step(long locksOk, boolean nothingGrew, Halted halted, Optional<JournalRule> gone) {}

  /**
   * A look at a dataset's replicas.
   *
   * @param files whose replicas were looked at while the counters were these; a dataset's files
   *     come in several batches, and a look at one batch says nothing of the others
   */
  private record Looked(long locksOk, Instant when, Set<Long> files) {

    boolean covers(List<JournalFile> asked) {
      return asked.stream().allMatch(file -> files.contains(file.id()));
    }
  }

  private static final int REMEMBERED = 1_000;

  /** Counters lag and may be wrong: after so long the replicas are looked at all the same. */
  private static final Duration TRUSTED = Duration.ofMinutes(5);

  private final Catalogue catalogue;
  private final Clock clock;
  private final Map<RuleSet, Looked> last =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RuleSet, Looked> eldest) {
              return size() > REMEMBERED;
            }
          });

  RuleProgress(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  Step since(RuleSet rules, List<JournalFile> files) throws RucioException {
    long ok = 0;
    boolean underWay = false;
    Halted halted = Halted.NOT;
    for (Wish wish : rules.wishes()) {
      JournalRule rule = catalogue.rules().ensure(wish.rule());
      Optional<RuleInfo> info = asked(rule);
      if (info.isEmpty()) {
        return new Step(0, false, Halted.NOT, Optional.of(rule));
      }
      ok += info.get().locks().ok();
      underWay |= info.get().locks().ok() < info.get().locks().total();
      halted = Halted.of(wish, info.get()).or(halted);
    }
    return new Step(ok, nothingGrew(rules, files, ok, underWay), halted, Optional.empty());
  }

  private Optional<RuleInfo> asked(JournalRule rule) throws RucioException {
    try {
      RuleInfo info = catalogue.rucio().rule(rule.ruleId());
      catalogue.rules().saved(rule.did(), info);
      return Optional.of(info);
    } catch (RucioException e) {
      if (e.refusal() == Refusal.RULE_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean nothingGrew(
      RuleSet rules, List<JournalFile> files, long locksOk, boolean underWay) {
    Looked looked = last.get(rules);
    return looked != null
        && underWay
        && looked.locksOk() == locksOk
        && looked.when().plus(TRUSTED).isAfter(clock.instant())
        && looked.covers(files);
  }

  /** A call failed: what was believed is asked again. */
  void forget(RuleSet rules) {
    last.remove(rules);
  }

  /** These files' replicas were looked at, with counters like these. */
  void looked(RuleSet rules, Step step, List<JournalFile> files) {
    Looked before = last.get(rules);
    Set<Long> covered = new HashSet<>();
    Instant when = clock.instant();
    if (before != null && before.locksOk() == step.locksOk()) {
      covered.addAll(before.files());
      when = before.when();
    }
    files.forEach(file -> covered.add(file.id()));
    last.put(rules, new Looked(step.locksOk(), when, covered));
  }
}
