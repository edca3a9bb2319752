// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

import java.util.List;
import org.ingestd.journal.dataset.JournalDataset.Plan;
import org.ingestd.journal.dataset.JournalDataset.Sequel;
import org.ingestd.rse.Did;

/**
 * What Rucio has in a dataset, found where the journal that decided it is lost.
 *
 * @param base the dataset as the naming has it
 * @param sequel which of those it is that the base was continued in
 * @param members files of the journal that are in it
 */
public record FoundDataset(Did base, Sequel sequel, Plan plan, List<Member> members) {

  /**
   * @param file its id
   * @param night {@code YYYYMMDD}
   * @param bytes as which it counts there
   */
  public record Member(long file, String night, long bytes) {}

  public FoundDataset {
    members = List.copyOf(members);
  }

  /** Its name in Rucio. */
  public Did did() {
    return sequel.of(base);
  }

  /**
   * @throws IllegalArgumentException if it is another base's
   */
  public void requireOf(JournalDataset known) {
    if (!known.base().equals(base)) {
      throw new IllegalArgumentException(did() + " continues " + known.base() + ", not " + base);
    }
  }

  /** As it is before any of the members is put there. */
  public JournalDataset empty() {
    return new JournalDataset(
        0, base, sequel, plan, DatasetState.OPEN, JournalDataset.Filled.NOTHING);
  }
}
