// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.routes.steps.rucio.RuleSet.Wish;

/**
 * Rules that Rucio does not carry on with by itself, or not soon.
 *
 * @param atOnce what everybody who waits for the rule is told
 * @param forLong what only those are told who have waited for longer than Rucio takes to mend it
 */
record Halted(Optional<String> atOnce, Optional<String> forLong) {

  static final Halted NOT = new Halted(Optional.empty(), Optional.empty());

  private static final String STUCK = "STUCK";

  /** Rucio's repairer takes up a STUCK rule after half an hour, with its next pass. */
  private static final Duration REPAIRED_AFTER = Duration.ofMinutes(45);

  /**
   * A chained rule is STUCK as a matter of course: a file that comes to its dataset has no copy yet
   * where the others are to be made from. Rucio's repairer goes on with it once the copy is there.
   */
  static Halted of(Wish wish, RuleInfo rule) {
    boolean ofCourse = wish.after().isPresent() && rule.state().equals(STUCK);
    return ofCourse ? new Halted(Optional.empty(), why(rule)) : of(rule);
  }

  /** Of a rule that stands for itself. */
  static Halted of(RuleInfo rule) {
    return new Halted(why(rule), Optional.empty());
  }

  /** The rule, its state and what Rucio says of it; empty if it goes on. */
  private static Optional<String> why(RuleInfo rule) {
    return switch (rule.state()) {
      case STUCK, "SUSPENDED", "WAITING_APPROVAL" ->
          Optional.of(
              "Rule "
                  + rule.expression()
                  + " ("
                  + rule.id()
                  + ") is "
                  + rule.state()
                  + (rule.error() == null ? "." : ": " + rule.error()));
      default -> Optional.empty();
    };
  }

  /** This, and where it is nothing the other. */
  Halted or(Halted other) {
    return new Halted(atOnce.or(other::atOnce), forLong.or(other::forLong));
  }

  /** What a file that waits is told; empty if nothing is wrong so far. */
  Optional<String> why(JournalFile file, Instant now) {
    boolean waitsForLong = file.standing().since().isBefore(now.minus(REPAIRED_AFTER));
    return atOnce.or(() -> waitsForLong ? forLong : Optional.empty());
  }
}
