// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.journal.Destination;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Catalogue;
import org.ingestd.routes.steps.rucio.RuleSet;

/**
 * Permanent storage in the meaning of SAFE: the RSEs that the expressions of a file's own rules
 * match, never the source RSE. Asked again every ten minutes. Thread-safe.
 */
final class PermanentRses {

  private record Answer(Set<String> rses, Instant until) {}

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Catalogue catalogue;
  private final Clock clock;
  private final Map<String, Answer> answers = new HashMap<>();

  PermanentRses(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  synchronized Set<String> of(RuleSet rules) throws RucioException {
    Set<String> rses = new HashSet<>();
    for (String expression : rules.expressions()) {
      rses.addAll(matching(expression));
    }
    rses.remove(catalogue.rse().name());
    return rses;
  }

  /** Where the rules send files, stepping stones included. */
  synchronized List<Destination> destinations(RuleSet rules) throws RucioException {
    Set<Destination> all = new LinkedHashSet<>();
    for (RuleSet.Wish wish : rules.wishes()) {
      if (wish.purpose() != RuleSet.Purpose.PROTECTS_SOURCE) {
        Set<String> rses = new HashSet<>(matching(wish.rule().expression()));
        rses.remove(catalogue.rse().name());
        all.add(new Destination(wish.rule().did(), wish.rule().expression(), rses));
      }
    }
    return List.copyOf(all);
  }

  private Set<String> matching(String expression) throws RucioException {
    Instant now = clock.instant();
    Answer last = answers.get(expression);
    if (last != null && last.until().isAfter(now)) {
      return last.rses();
    }
    Set<String> rses = catalogue.rucio().rses(expression);
    answers.put(expression, new Answer(rses, now.plus(KEPT)));
    return rses;
  }
}
