// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.random;

import java.time.Instant;
import org.ingestd.journal.Journal;

/** A call and when it is made, so that leaving out others does not shift it. */
record Operation(Instant at, Call call) {

  /** A refusal is an answer too, by its class. */
  Object on(Journal journal) {
    try {
      return call.on(journal);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return e.getClass();
    }
  }
}
