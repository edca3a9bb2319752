// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.FileChange;
import org.ingestd.journal.Remembered;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingChanges;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.SightingReport.ChangedFile;

/** Takes note of a batch of sightings. */
final class Sightings {

  private Sightings() {}

  static SightingReport run(Transaction transaction, List<Sighting> sightings, Instant now)
      throws SQLException {
    int fresh = 0;
    int renewed = 0;
    List<ChangedFile> changed = new ArrayList<>();
    for (Sighting sighting : sightings) {
      Optional<Remembered> known = transaction.remembered(sighting.key());
      if (known.isEmpty()) {
        fresh++;
        transaction.keep(SightingChanges.first(transaction.nextId(), sighting, now));
      } else if (SightingChanges.changedAfterRegistration(known.get(), sighting)) {
        changed.add(new ChangedFile(known.get().file(), sighting.stamp()));
      } else {
        Optional<FileChange> change = SightingChanges.seenAgain(known.get(), sighting, now);
        if (change.isPresent()) {
          transaction.keep(change.get());
          renewed += change.get().renews() ? 1 : 0;
        }
      }
    }
    return new SightingReport(fresh, renewed, changed);
  }
}
