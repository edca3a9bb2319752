// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycle;

/**
 * A file with what only the journal itself must remember of it.
 *
 * @param registered whether this generation ever reached REGISTERED: a QUARANTINED file that did is
 *     never taken for a new one
 * @param lines how many lines its history has
 */
public record Remembered(JournalFile file, boolean registered, int lines) {

  boolean isRegistered() {
    return registered || !LifeCycle.isRenewable(file.state());
  }
}
