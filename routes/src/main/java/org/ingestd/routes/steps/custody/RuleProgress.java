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
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.rse.Did;

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
   * @param stuck a rule that is STUCK, SUSPENDED or waits for approval, with its error
   * @param gone a rule that Rucio does not know any more
   */
  record Step(
      long locksOk, boolean nothingGrew, Optional<String> stuck, Optional<JournalRule> gone) {}

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
  private final Map<Did, Looked> last =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Did, Looked> eldest) {
              return size() > REMEMBERED;
            }
          });

  RuleProgress(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  Step since(Source source, Did did, List<JournalFile> files) throws RucioException {
    long ok = 0;
    boolean underWay = false;
    Optional<String> stuck = Optional.empty();
    for (JournalRule rule : catalogue.rules().ensureRules(source, did)) {
      Optional<RuleInfo> info = asked(rule);
      if (info.isEmpty()) {
        return new Step(0, false, Optional.empty(), Optional.of(rule));
      }
      Optional<String> why = stuck;
      ok += info.get().locks().ok();
      underWay |= info.get().locks().ok() < info.get().locks().total();
      stuck = Halted.why(info.get()).or(() -> why);
    }
    return new Step(ok, nothingGrew(did, files, ok, underWay), stuck, Optional.empty());
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

  private boolean nothingGrew(Did did, List<JournalFile> files, long locksOk, boolean underWay) {
    Looked looked = last.get(did);
    return looked != null
        && underWay
        && looked.locksOk() == locksOk
        && looked.when().plus(TRUSTED).isAfter(clock.instant())
        && looked.covers(files);
  }

  /** A call failed: what was believed is asked again. */
  void forget(Did did) {
    last.remove(did);
  }

  /** These files' replicas were looked at, with counters like these. */
  void looked(Did did, Step step, List<JournalFile> files) {
    Looked before = last.get(did);
    Set<Long> covered = new HashSet<>();
    Instant when = clock.instant();
    if (before != null && before.locksOk() == step.locksOk()) {
      covered.addAll(before.files());
      when = before.when();
    }
    files.forEach(file -> covered.add(file.id()));
    last.put(did, new Looked(step.locksOk(), when, covered));
  }
}
