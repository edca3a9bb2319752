// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ingestd.journal.dataset.Filling.Late;
import org.ingestd.journal.dataset.JournalDataset.Filled;
import org.ingestd.journal.dataset.JournalDataset.Plan;
import org.ingestd.journal.dataset.JournalDataset.Sequel;
import org.ingestd.rse.Did;

/**
 * The rule by which a file gets its dataset, without any store. A file that was put somewhere stays
 * there while files may be put there at all, so that a repeat never puts it into two.
 */
public final class Placing {

  private Placing() {}

  /**
   * @param size of the file, in bytes
   * @param ofBase all datasets that the base was continued in
   * @param current where the file was put before
   * @param taken whether another base has a dataset of this name
   * @return one of {@code ofBase}, or a new one with the id 0
   */
  public static JournalDataset choose(
      Placement wish,
      long size,
      List<JournalDataset> ofBase,
      Optional<JournalDataset> current,
      Predicate<Did> taken) {
    Filling filling = wish.filling();
    return current
        .filter(there -> there.base().equals(wish.base()))
        .filter(there -> mayStay(there, filling))
        .orElseGet(() -> choose(wish, size, ofBase, taken));
  }

  private static boolean mayStay(JournalDataset there, Filling filling) {
    return there.state() == DatasetState.OPEN || filling.late() == Late.REOPEN;
  }

  private static JournalDataset choose(
      Placement wish, long size, List<JournalDataset> ofBase, Predicate<Did> taken) {
    Filling filling = wish.filling();
    Optional<JournalDataset> last = last(ofBase, false);
    boolean closed = last.map(dataset -> dataset.state() != DatasetState.OPEN).orElse(false);
    boolean late = closed && filling.late() == Late.OWN;
    Optional<JournalDataset> candidate = late ? last(ofBase, true) : last;
    Sequel first = late ? new Sequel(filling.lateSuffix(), 1) : Sequel.FIRST;
    return candidate
        .filter(dataset -> filling.hasRoom(dataset, size))
        .orElseGet(
            () -> fresh(wish, candidate.map(full -> full.sequel().next()).orElse(first), taken));
  }

  private static Optional<JournalDataset> last(List<JournalDataset> ofBase, boolean late) {
    return ofBase.stream()
        .filter(dataset -> dataset.late() == late)
        .max(Comparator.comparingInt(dataset -> dataset.sequel().part()));
  }

  private static JournalDataset fresh(Placement wish, Sequel from, Predicate<Did> taken) {
    Sequel sequel = from;
    while (taken.test(sequel.of(wish.base()))) {
      sequel = sequel.next();
    }
    return new JournalDataset(
        0,
        wish.base(),
        sequel,
        new Plan(wish.container(), false, wish.filling().closes() && !sequel.late()),
        DatasetState.OPEN,
        Filled.NOTHING);
  }
}
