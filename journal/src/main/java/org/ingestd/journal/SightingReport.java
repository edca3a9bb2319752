// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.JournalFile;

/**
 * What a batch of sightings changed.
 *
 * @param fresh files never seen before
 * @param renewed files that changed before they were registered: a new generation
 * @param changedAfterRegistration registered files whose stamp differs now; nothing was changed
 *     about them, the caller decides
 */
public record SightingReport(int fresh, int renewed, List<ChangedFile> changedAfterRegistration) {

  /** A registered file and what its stamp is now. */
  public record ChangedFile(JournalFile file, FileStamp now) {}

  public SightingReport {
    changedAfterRegistration = List.copyOf(changedAfterRegistration);
  }
}
