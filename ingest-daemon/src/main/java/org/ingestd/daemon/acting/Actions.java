// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Verdict;

/** Carries out orders in a journal. Thread-safe. */
public final class Actions {

  /** A step may move the file between look and order; then it is looked at again. */
  private static final int LOOKS = 10;

  private final Journal journal;
  private final Clock clock;

  public Actions(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Durable when it returns.
   *
   * @param id the journal's
   * @return empty if no file has this id
   */
  public Optional<Acted> act(long id, Order order) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<JournalFile> file = journal.file(id);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      Decision decision = Decision.of(file.get(), journal.history(id), order, clock.instant());
      if (decision instanceof Decision.Already already) {
        return Optional.of(Acted.of(file.get(), already.result(), null));
      } else if (decision instanceof Decision.Refused refused) {
        return Optional.of(Acted.of(file.get(), Acted.REFUSED, refused.why()));
      } else if (decision instanceof Decision.Do wanted
          && journal.record(List.of(wanted.entry())).get(0) == Verdict.RECORDED) {
        return journal.file(id).map(now -> Acted.of(now, wanted.result(), null));
      }
    }
    return journal
        .file(id)
        .map(now -> Acted.of(now, Acted.REFUSED, "moves on too fast; try again."));
  }
}
