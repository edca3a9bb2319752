// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

import java.util.Locale;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that files were put into.
 *
 * @param base the dataset as the naming has it
 * @param sequel which of those it is that the base was continued in
 * @param filled what was put there
 */
public record JournalDataset(
    long id, Did base, Sequel sequel, Plan plan, DatasetState state, Filled filled) {

  /**
   * @param suffix of late ones, empty for others
   * @param part 1 for the first
   */
  public record Sequel(String suffix, int part) {

    public static final Sequel FIRST = new Sequel("", 1);

    /**
     * @throws IllegalArgumentException for a part before the first
     */
    public Sequel {
      if (part < 1) {
        throw new IllegalArgumentException("There is no part " + part);
      }
    }

    public boolean late() {
      return !suffix.isEmpty();
    }

    Sequel next() {
      return new Sequel(suffix, part + 1);
    }

    /** The base itself for the first. */
    public Did of(Did base) {
      String number = part == 1 ? "" : String.format(Locale.ROOT, "_part%03d", part);
      return new Did(base.scope(), base.name() + suffix + number);
    }
  }

  /**
   * What is to become of it.
   *
   * @param container that is to hold it; null: none
   * @param contained whether Rucio was seen to have it there
   * @param closable whether it is to be closed one day
   */
  public record Plan(@Nullable Did container, boolean contained, boolean closable) {}

  /** All that was ever put there and not put elsewhere since. */
  public record Filled(long files, long bytes) {

    public static final Filled NOTHING = new Filled(0, 0);

    public Filled plus(long size) {
      return new Filled(files + 1, bytes + size);
    }

    public Filled minus(long size) {
      return new Filled(files - 1, bytes - size);
    }
  }

  /** Its name in Rucio. */
  public Did did() {
    return sequel.of(base);
  }

  public boolean late() {
    return sequel.late();
  }

  public long files() {
    return filled.files();
  }

  public long bytes() {
    return filled.bytes();
  }

  public JournalDataset with(DatasetState now) {
    return new JournalDataset(id, base, sequel, plan, now, filled);
  }

  /** After Rucio closed it; one that is not being closed stays as it is. */
  public JournalDataset closed() {
    return state == DatasetState.CLOSING ? with(DatasetState.CLOSED) : this;
  }

  public JournalDataset reopened() {
    return with(DatasetState.OPEN);
  }

  public JournalDataset with(Filled now) {
    return new JournalDataset(id, base, sequel, plan, state, now);
  }

  public JournalDataset contained(boolean now) {
    Plan changed = new Plan(plan.container, now, plan.closable);
    return new JournalDataset(id, base, sequel, changed, state, filled);
  }

  public JournalDataset withId(long now) {
    return new JournalDataset(now, base, sequel, plan, state, filled);
  }
}
