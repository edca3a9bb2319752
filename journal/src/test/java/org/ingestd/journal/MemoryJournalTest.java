// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import org.ingestd.journal.memory.MemoryJournal;

final class MemoryJournalTest extends ReplayContract {

  MemoryJournalTest() {
    super((state, clock, listener) -> new MemoryJournal(Samples.LARGE, clock, listener));
  }
}
