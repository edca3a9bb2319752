// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.SightingReport.ChangedFile;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.change.SightingChanges;
import org.ingestd.journal.life.FileKey;

/** Takes note of a batch of sightings. */
final class Sightings {

  private Sightings() {}

  static SightingReport run(Transaction transaction, List<Sighting> sightings, Instant now)
      throws SQLException {
    int fresh = 0;
    int renewed = 0;
    List<ChangedFile> changed = new ArrayList<>();
    Map<FileKey, Remembered> files =
        transaction.rememberedByKey(sightings.stream().map(Sighting::key).toList());
    for (Sighting sighting : sightings) {
      Remembered known = files.get(sighting.key());
      Optional<FileChange> change;
      if (known == null) {
        fresh++;
        change = Optional.of(SightingChanges.first(transaction.nextId(), sighting, now));
      } else if (SightingChanges.changedAfterRegistration(known, sighting)) {
        changed.add(new ChangedFile(known.file(), sighting.stamp()));
        change = Optional.empty();
      } else {
        change = SightingChanges.seenAgain(known, sighting, now);
        renewed += change.filter(FileChange::renews).isPresent() ? 1 : 0;
      }
      if (change.isPresent()) {
        transaction.keep(change.get());
        files.put(sighting.key(), change.get().after());
      }
    }
    return new SightingReport(fresh, renewed, changed);
  }
}
