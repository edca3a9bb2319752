// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.util.Optional;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.SilentListener;

/** Whether the journal has room to write, from what is heard of it. Thread-safe. */
final class JournalRoom extends SilentListener {

  private volatile String why = "";

  @Override
  public void waiting(String reason) {
    why = reason;
  }

  /** What is waited for; empty if there is room. */
  Optional<String> degraded() {
    String now = why;
    return now.isEmpty() ? Optional.empty() : Optional.of(ProblemCode.JOURNAL_FULL + ": " + now);
  }
}
