// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Coverages.Coverage;
import org.ingestd.routes.steps.rucio.RuleBook;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;

/**
 * When a chained rule is made: once the stepping stone's copies are there. Rucio makes copies under
 * a {@code source_replica_expression} only from what is there at that moment; what it does not find
 * is STUCK until its repairer comes by. Nothing is remembered: after a crash the same question is
 * asked again.
 */
final class Chain {

  /** Where files never stop coming there may be no moment at which all have their first copy. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final RuleBook rules;
  private final Coverages coverages;
  private final Workbench bench;

  Chain(RuleBook rules, Coverages coverages, Workbench bench) {
    this.rules = rules;
    this.coverages = coverages;
    this.bench = bench;
  }

  /** Whether the rule exists or may be made now. */
  boolean isNext(Wish wish, List<JournalFile> files) throws RucioException {
    Optional<WantedRule> stone = wish.after();
    return stone.isEmpty()
        || rules.find(wish.rule()).isPresent()
        || isThere(coverage(stone.get(), files), files);
  }

  /** Why a rule that may not be made yet has to wait, if that is no matter of time. */
  Halted halted(Wish wish, List<JournalFile> files) throws RucioException {
    return coverage(wish.after().orElseThrow(), files).rule().map(Halted::of).orElse(Halted.NOT);
  }

  /** Nothing if it has just turned out to be gone: it is made again when the files come back. */
  private Coverage coverage(WantedRule stone, List<JournalFile> files) throws RucioException {
    Optional<JournalRule> rule = rules.find(stone);
    return rule.isPresent() ? coverages.of(rule.get(), files) : Coverage.NONE;
  }

  private boolean isThere(Coverage coverage, List<JournalFile> files) {
    boolean anyCovered = files.stream().anyMatch(file -> coverage.covers(file, 1));
    return anyCovered
        && coverage.rule().map(RuleInfo::locks).filter(locks -> isThere(locks, files)).isPresent();
  }

  private boolean isThere(RuleInfo.Locks locks, List<JournalFile> files) {
    Instant longAgo = bench.now().minus(PATIENCE);
    return locks.ok() > 0
        && (locks.ok() == locks.total()
            || files.stream().anyMatch(file -> file.standing().since().isBefore(longAgo)));
  }
}
