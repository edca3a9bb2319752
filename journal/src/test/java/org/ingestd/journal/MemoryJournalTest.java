// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

final class MemoryJournalTest extends QuestionContract {

  MemoryJournalTest() {
    super((state, clock, listener) -> new MemoryJournal(Samples.LARGE, clock, listener));
  }
}
