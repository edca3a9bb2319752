// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.Optional;
import org.ingestd.registration.catalogue.RuleInfo;

/** Rules that Rucio does not carry on with by itself, or not soon. */
final class Halted {

  private Halted() {}

  /** The rule, its state and what Rucio says of it; empty if it goes on. */
  static Optional<String> why(RuleInfo rule) {
    return switch (rule.state()) {
      case "STUCK", "SUSPENDED", "WAITING_APPROVAL" ->
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
}
