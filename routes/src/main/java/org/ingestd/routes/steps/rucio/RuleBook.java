// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalRule;
import org.ingestd.journal.JournalRule.RuleStanding;
import org.ingestd.journal.RuleCensus;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.rse.Did;

/**
 * Which datasets exist and which rules stand on them, so that a known dataset costs no call: the
 * journal remembers across restarts, this class in between. Thread-safe; one dataset is ensured by
 * one thread at a time.
 */
public final class RuleBook {

  /** A rule that was deleted or has expired; kept in the journal, never matched again. */
  private static final String GONE = RuleCensus.GONE;

  private static final int REMEMBERED = 10_000;
  private static final int LOCKS = 64;

  private final RucioClient rucio;
  private final Journal journal;
  private final Clock clock;
  private final Object[] locks = new Object[LOCKS];

  /** Of each DID, the rules that stand on it. */
  private final Map<Did, List<JournalRule>> known = Collections.synchronizedMap(remembered());

  /** Datasets that were made, or found made. */
  private final Map<Did, Boolean> made = Collections.synchronizedMap(remembered());

  RuleBook(RucioClient rucio, Journal journal, Clock clock) {
    this.rucio = rucio;
    this.journal = journal;
    this.clock = clock;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  private static <V> Map<Did, V> remembered() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Did, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  /** Makes the dataset unless it is known to exist. One with a rule on it does. */
  public void ensureDataset(Did dataset) throws RucioException {
    synchronized (lockOf(dataset)) {
      if (made.get(dataset) == null && known(dataset).isEmpty()) {
        rucio.ensureDataset(dataset);
      }
      made.put(dataset, true);
    }
  }

  /** Makes the rule unless it is known to exist. Its DID does. */
  public JournalRule ensure(WantedRule wanted) throws RucioException {
    Did did = wanted.did();
    synchronized (lockOf(did)) {
      Optional<JournalRule> there = match(known(did), wanted);
      if (there.isPresent()) {
        return there.get();
      }
      JournalRule rule = saved(did, rucio.ensureRule(wanted));
      List<JournalRule> all = new ArrayList<>(known(did));
      all.add(rule);
      known.put(did, List.copyOf(all));
      return rule;
    }
  }

  /** The rule as it was made; empty if it was not, or is gone. */
  public Optional<JournalRule> find(WantedRule wanted) {
    synchronized (lockOf(wanted.did())) {
      return match(known(wanted.did()), wanted);
    }
  }

  /** Under the DID's lock. */
  private List<JournalRule> known(Did did) {
    List<JournalRule> rules = known.get(did);
    if (rules == null) {
      rules = journal.rules(did).stream().filter(rule -> !isGone(rule)).toList();
      known.put(did, rules);
    }
    return rules;
  }

  private static boolean isGone(JournalRule rule) {
    return rule.standing().state().equals(GONE);
  }

  /** Keeps in the journal how a rule stands now. */
  public JournalRule saved(Did did, RuleInfo info) {
    RuleInfo.Locks counts = info.locks();
    RuleStanding standing =
        new RuleStanding(
            info.state(), counts.ok(), counts.replicating(), counts.stuck(), info.error());
    JournalRule rule =
        new JournalRule(
            info.id(), did, info.expression(), info.copies(), standing, clock.instant());
    journal.saveRules(List.of(rule));
    return rule;
  }

  /** The rule is there no longer: it is made again when its dataset is ensured next. */
  public void gone(JournalRule rule) {
    known.remove(rule.did());
    made.remove(rule.did());
    RuleStanding standing = new RuleStanding(GONE, 0, 0, 0, "deleted or expired in Rucio");
    journal.saveRules(
        List.of(
            new JournalRule(
                rule.ruleId(),
                rule.did(),
                rule.expression(),
                rule.copies(),
                standing,
                clock.instant())));
  }

  /**
   * Rucio says that it does not know this DID. Its rules went with it: whoever ensures it next
   * makes all anew.
   */
  public void forget(Did did) {
    synchronized (lockOf(did)) {
      known.remove(did);
      made.remove(did);
      journal.rules(did).stream().filter(rule -> !isGone(rule)).forEach(this::gone);
    }
  }

  private Object lockOf(Did did) {
    return locks[Math.floorMod(did.hashCode(), LOCKS)];
  }

  private static Optional<JournalRule> match(List<JournalRule> rules, WantedRule wish) {
    return rules.stream()
        .filter(rule -> rule.expression().equals(wish.expression()))
        .filter(rule -> rule.copies() == wish.copies())
        .max(Comparator.comparing(JournalRule::asked));
  }
}
