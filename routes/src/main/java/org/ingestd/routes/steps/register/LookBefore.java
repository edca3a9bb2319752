// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.Renames;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.rucio.Catalogue;

/**
 * The look at files just before Rucio is told of them: each must lie where it was digested,
 * unchanged, and must not be in Rucio under a name that it had before.
 */
final class LookBefore {

  private final Workbench bench;
  private final Hands hands;
  private final Departed departed;

  LookBefore(Workbench bench, Hands hands, Catalogue catalogue) {
    this.bench = bench;
    this.hands = hands;
    this.departed = new Departed(bench, catalogue);
  }

  /**
   * @param refused gets an entry for every other file that has none yet
   * @return the files that are still what was digested
   */
  List<JournalFile> asDigested(List<JournalFile> batch, List<Entry> refused) {
    List<Look> looks;
    try (Visits visits = bench.visits(batch)) {
      looks = hands.each(batch, file -> visits.of(file).look(file.key().path()));
    }
    List<JournalFile> unchanged = new ArrayList<>();
    List<JournalFile> gone = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      JournalFile file = batch.get(i);
      if (looks.get(i) instanceof Look.Gone) {
        gone.add(file);
      } else {
        Optional<Entry> change = change(file, looks.get(i));
        change.ifPresent(refused::add);
        if (change.isEmpty()) {
          unchanged.add(file);
        }
      }
    }
    // Before the names below are judged: one of them may be what became of a file that is gone.
    bench.outcomes().record(departed.entries(gone));
    return notRenamed(unchanged, refused);
  }

  private Optional<Entry> change(JournalFile file, Look look) {
    if (look instanceof Look.Regular regular) {
      return regular
          .changeSince(file.stamp())
          .map(
              change ->
                  new Entry.Renew(
                      file.id(),
                      FileState.DIGESTED,
                      regular.stamp(),
                      "changed before it was registered: " + change,
                      bench.now().plus(bench.sources().of(file).quiet()),
                      null));
    }
    return Optional.of(
        look instanceof Look.Unknown unknown
            ? bench.unknown(file, unknown)
            : bench.vanished(file, "no regular file is at its path any more"));
  }

  /**
   * Since it settled, the call that registers it under its former name may have come to its end.
   */
  private List<JournalFile> notRenamed(List<JournalFile> files, List<Entry> refused) {
    Renames renames = new Renames(bench, files);
    List<JournalFile> others = new ArrayList<>();
    for (JournalFile file : files) {
      Optional<Entry> renamed = renames.quarantined(file);
      renamed.ifPresent(refused::add);
      if (renamed.isEmpty()) {
        others.add(file);
      }
    }
    return others;
  }
}
