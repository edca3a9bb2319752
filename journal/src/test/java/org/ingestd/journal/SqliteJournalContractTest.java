// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import org.ingestd.journal.sqlite.SqliteJournal;

final class SqliteJournalContractTest extends ReplayContract {

  SqliteJournalContractTest() {
    super((state, clock, listener) -> SqliteJournal.open(state, Samples.LARGE, clock, listener));
  }
}
