// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.RuleBook;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Which files a rule covers, asked for a whole dataset at a time. Rucio's judge extends a rule some
 * time after files were attached; until then its state says OK with old counters, so only locks on
 * the file itself count. The list of locks is as long as the dataset: it is asked again only after
 * ten times as long as the last answer took, and only if the rule's counters moved. Answers are
 * compared with the times at which files came here, which are the wall's: once that is set, none is
 * believed any more. Thread-safe.
 */
final class Coverages {

  /**
   * What a rule covers.
   *
   * @param locks how many each file has, as far as it was asked lately
   * @param rule as it stood then; empty if there is none
   */
  record Coverage(Map<Did, Integer> locks, Optional<RuleInfo> rule) {

    static final Coverage NONE = new Coverage(Map.of(), Optional.empty());

    /** Why Rucio extends the rule no further. */
    Halted halted(Wish wish) {
      return rule.map(info -> Halted.of(wish, info)).orElse(Halted.NOT);
    }

    boolean covers(JournalFile file, int copies) {
      return locks.getOrDefault(Named.did(file), 0) >= copies;
    }
  }

  private record Snapshot(Coverage coverage, long total, Instant asked, Instant nextAt) {

    Map<Did, Integer> locks() {
      return coverage.locks();
    }
  }

  private static final int REMEMBERED = 8;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final int PAUSES_PER_ANSWER = 10;

  /** After that the rule itself is asked for again: it may have been deleted. */
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final RucioClient rucio;
  private final RuleBook book;
  private final WatchedClock clock;
  private final Map<String, Snapshot> snapshots =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Instant lastStep;

  Coverages(RucioClient rucio, RuleBook book, WatchedClock clock) {
    this.rucio = rucio;
    this.book = book;
    this.clock = clock;
    this.lastStep = clock.lastStep();
  }

  /**
   * How far the rule covers its files.
   *
   * @throws RucioException RULE_UNKNOWN if the rule is gone
   */
  synchronized Coverage of(JournalRule rule, List<JournalFile> files) throws RucioException {
    Instant now = clock.instant();
    if (!clock.lastStep().equals(lastStep)) {
      lastStep = clock.lastStep();
      snapshots.clear();
    }
    Snapshot last = snapshots.get(rule.ruleId());
    if (last != null
        && (now.isBefore(last.nextAt())
            || (now.isBefore(last.asked().plus(BELIEVED)) && covers(last, rule, files)))) {
      return last.coverage();
    }
    return asked(rule, files, last).coverage();
  }

  private static boolean covers(Snapshot snapshot, JournalRule rule, List<JournalFile> files) {
    return files.stream().allMatch(file -> snapshot.coverage().covers(file, rule.copies()));
  }

  private static boolean wereAllThere(List<JournalFile> files, Instant then) {
    return files.stream().allMatch(file -> file.standing().since().isBefore(then));
  }

  private Snapshot asked(JournalRule rule, List<JournalFile> files, @Nullable Snapshot last)
      throws RucioException {
    Instant begin = clock.instant();
    RuleInfo info = rucio.rule(rule.ruleId());
    book.saved(rule.did(), info);
    long total = info.locks().total();
    Map<Did, Integer> locks =
        last != null && last.total() == total && wereAllThere(files, last.asked())
            ? last.locks()
            : total == 0 ? Map.of() : rucio.locks(rule.ruleId());
    Duration pause = Duration.between(begin, clock.instant()).multipliedBy(PAUSES_PER_ANSWER);
    Instant nextAt = begin.plus(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
    Snapshot snapshot = new Snapshot(new Coverage(locks, Optional.of(info)), total, begin, nextAt);
    snapshots.put(rule.ruleId(), snapshot);
    return snapshot;
  }
}
