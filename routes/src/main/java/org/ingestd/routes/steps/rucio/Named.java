// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.rucio;

import java.util.Objects;
import org.ingestd.checksum.Digests;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.steps.Source;
import org.ingestd.rse.Did;

/** What every file in DIGESTED and later has by the journal's own rules. */
public final class Named {

  private Named() {}

  public static Did did(JournalFile file) {
    return Objects.requireNonNull(file.identity().did(), "DID");
  }

  public static Did dataset(JournalFile file) {
    return Objects.requireNonNull(file.identity().dataset(), "dataset");
  }

  /** What rules are made on: the dataset, or the file where the source has none of its own. */
  public static Did ruleDid(Source source, JournalFile file) {
    return source.rulesOnFiles() ? did(file) : dataset(file);
  }

  public static Digests digests(JournalFile file) {
    return Objects.requireNonNull(file.identity().digests(), "digests");
  }
}
