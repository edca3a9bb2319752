// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.daemon.acting.Act;
import org.ingestd.daemon.acting.Actions;
import org.ingestd.daemon.acting.Order;
import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.SqliteJournal;

/**
 * A file that a person held: of all that an untrusted journal says this alone is believed, because
 * to be wrong about it only means that a file waits.
 */
record Held(FileKey key) {

  private static final int PAGE = 1_000;

  /** Those in the old journal, as far as it can be read at all. */
  static List<Held> in(Path state, Terminal terminal) {
    List<Held> held = new ArrayList<>();
    try {
      Optional<JournalReader> old = SqliteJournal.openReadOnly(state);
      if (old.isPresent()) {
        try (JournalReader reader = old.get()) {
          collect(reader, held);
        }
        return held;
      }
    } catch (JournalException | IllegalArgumentException e) {
      terminal.say("the old journal cannot be read: " + e.getMessage());
    }
    terminal.say("files that were held on purpose may have to be held again.");
    return held;
  }

  private static void collect(JournalReader reader, List<Held> held) {
    long after = 0;
    List<JournalFile> page;
    do {
      page =
          reader.files(
              new FileQuery(
                  Optional.empty(),
                  Set.of(FileState.QUARANTINED),
                  Optional.empty(),
                  Optional.empty(),
                  after,
                  PAGE));
      for (JournalFile file : page) {
        after = file.id();
        if (file.retry().problem() == ProblemCode.HELD) {
          held.add(new Held(file.key()));
        }
      }
    } while (!page.isEmpty());
  }

  /** Holds them in the new journal, too. */
  static void again(List<Held> held, Journal journal, Clock clock, Findings findings) {
    Actions actions = new Actions(journal, clock);
    Order order = new Order(Act.HOLD, "it was held in the journal before", "journal rebuild");
    for (Held one : held) {
      journal
          .file(one.key())
          .flatMap(file -> actions.act(file.id(), order))
          .ifPresent(acted -> findings.heldAgain());
    }
  }
}
