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
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets exist and which rules stand on them, so that a known dataset costs no call: the
 * journal remembers across restarts, this class in between. Thread-safe; one dataset is ensured by
 * one thread at a time.
 */
public final class RuleBook {

  /** A rule that was deleted or has expired; kept in the journal, never matched again. */
  private static final String GONE = "GONE";

  private static final int REMEMBERED = 10_000;
  private static final int LOCKS = 64;

  private final RucioClient rucio;
  private final Journal journal;
  private final Wishes wishes;
  private final Clock clock;
  private final Object[] locks = new Object[LOCKS];
  private final Map<Did, List<JournalRule>> ensured =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Did, List<JournalRule>> eldest) {
              return size() > REMEMBERED;
            }
          });

  RuleBook(RucioClient rucio, Journal journal, Wishes wishes, Clock clock) {
    this.rucio = rucio;
    this.journal = journal;
    this.wishes = wishes;
    this.clock = clock;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** Makes dataset and rules unless they are known to exist, the protecting rule first. */
  public List<JournalRule> ensureDataset(Source source, Did dataset) throws RucioException {
    synchronized (lockOf(dataset)) {
      List<JournalRule> known = known(source, dataset);
      if (known != null) {
        return known;
      }
      rucio.ensureDataset(dataset);
      return source.rulesOnFiles() ? kept(dataset, List.of()) : ensureMissing(source, dataset);
    }
  }

  /** Makes the rules on a DID that exists unless they are known to exist. */
  public List<JournalRule> ensureRules(Source source, Did did) throws RucioException {
    synchronized (lockOf(did)) {
      List<JournalRule> known = known(source, did);
      return known != null ? known : ensureMissing(source, did);
    }
  }

  /** The rules that were made on a DID for ever; one with a lifetime may end without a word. */
  public List<JournalRule> lasting(Source source, Did did) {
    List<WantedRule> wanted =
        wishes.of(source, did).stream().filter(rule -> rule.terms().lifetime().isEmpty()).toList();
    return matching(journal.rules(did), wanted);
  }

  private @Nullable List<JournalRule> known(Source source, Did did) {
    List<JournalRule> cached = ensured.get(did);
    if (cached != null) {
      return cached;
    }
    List<WantedRule> wanted = wishes.of(source, did);
    List<JournalRule> found = matching(journal.rules(did), wanted);
    return wanted.isEmpty() || found.size() < wanted.size() ? null : kept(did, found);
  }

  private List<JournalRule> ensureMissing(Source source, Did did) throws RucioException {
    List<WantedRule> wanted = wishes.of(source, did);
    List<JournalRule> before = journal.rules(did);
    List<JournalRule> all = new ArrayList<>();
    for (WantedRule wish : wanted) {
      Optional<JournalRule> known = match(before, wish);
      if (known.isPresent()) {
        all.add(known.get());
      } else {
        all.add(saved(did, rucio.ensureRule(wish)));
      }
    }
    return kept(did, all);
  }

  private List<JournalRule> kept(Did did, List<JournalRule> rules) {
    ensured.put(did, List.copyOf(rules));
    return rules;
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
    ensured.remove(rule.did());
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
      ensured.remove(did);
      journal.rules(did).stream()
          .filter(rule -> !rule.standing().state().equals(GONE))
          .forEach(this::gone);
    }
  }

  private Object lockOf(Did did) {
    return locks[Math.floorMod(did.hashCode(), LOCKS)];
  }

  private static List<JournalRule> matching(List<JournalRule> rules, List<WantedRule> wanted) {
    return wanted.stream().flatMap(wish -> match(rules, wish).stream()).toList();
  }

  private static Optional<JournalRule> match(List<JournalRule> rules, WantedRule wish) {
    return rules.stream()
        .filter(rule -> !rule.standing().state().equals(GONE))
        .filter(rule -> rule.expression().equals(wish.expression()))
        .filter(rule -> rule.copies() == wish.copies())
        .max(Comparator.comparing(JournalRule::asked));
  }
}
