// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.datasets;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.Membership;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.dataset.Placing;
import org.ingestd.journal.sqlite.tables.Sql;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * Decides datasets for the files of one piece of work. Many of them go into the same few, so those
 * are read once and written once, at its end; nobody else may change datasets in between. Used by
 * one thread in one writing transaction.
 */
public final class Places {

  private final Sql sql;
  private final Map<Did, Map<Long, JournalDataset>> ofBase = new HashMap<>();
  private final Map<Long, JournalDataset> changed = new LinkedHashMap<>();
  private Optional<Choice> last = Optional.empty();

  /** What a file got that was put nowhere before. */
  private record Choice(Placement wish, long dataset) {

    boolean isFor(Placement other) {
      return wish.base().equals(other.base())
          && Objects.equals(wish.container(), other.container())
          && wish.filling().equals(other.filling());
    }
  }

  public Places(Sql sql) {
    this.sql = sql;
  }

  /**
   * Decides a file's dataset and remembers that.
   *
   * @param size of the file, in bytes
   */
  public Did place(long file, long size, Placement wish) throws SQLException {
    Optional<JournalDataset> again = lastChosen(size, wish);
    if (again.isPresent()
        && Memberships.keepIfNew(sql, new Membership(file, again.get().id(), wish.night(), size))) {
      change(again.get().with(again.get().filled().plus(size)));
      return again.get().did();
    }
    return placeAnew(file, size, wish);
  }

  private Did placeAnew(long file, long size, Placement wish) throws SQLException {
    Optional<Membership> before = Memberships.of(sql, file);
    Optional<JournalDataset> current =
        before.isPresent() ? byId(before.get().dataset()) : Optional.empty();
    JournalDataset chosen =
        current.isPresent() ? chosen(size, wish, current) : chosenAnew(size, wish);
    if (before.isPresent() && current.isPresent()) {
      JournalDataset there = current.get();
      JournalDataset left = there.with(there.filled().minus(before.get().bytes()));
      change(left);
      chosen = chosen.id() == left.id() ? left : chosen;
    }
    change(chosen.with(chosen.filled().plus(size)));
    Memberships.keep(sql, new Membership(file, chosen.id(), wish.night(), size));
    return chosen.did();
  }

  /** Writes what the datasets hold now. */
  public void finish() throws SQLException {
    for (JournalDataset dataset : changed.values()) {
      DatasetRows.update(sql, dataset);
    }
    changed.clear();
  }

  /**
   * Files of one piece wish mostly the same, and most are put somewhere for the first time: while
   * the last one's dataset has room, it would be chosen again.
   */
  private Optional<JournalDataset> lastChosen(long size, Placement wish) throws SQLException {
    if (last.isEmpty() || !last.get().isFor(wish)) {
      return Optional.empty();
    }
    @Nullable JournalDataset again = ofBase(wish.base()).get(last.get().dataset());
    return again != null && wish.filling().hasRoom(again, size)
        ? Optional.of(again)
        : Optional.empty();
  }

  private JournalDataset chosenAnew(long size, Placement wish) throws SQLException {
    JournalDataset chosen = chosen(size, wish, Optional.empty());
    last = Optional.of(new Choice(wish, chosen.id()));
    return chosen;
  }

  private JournalDataset chosen(long size, Placement wish, Optional<JournalDataset> current)
      throws SQLException {
    // The name of a dataset that may be made is asked for before, as predicates throw nothing.
    Taken taken = new Taken(sql, wish.base());
    List<JournalDataset> there = List.copyOf(ofBase(wish.base()).values());
    JournalDataset chosen = Placing.choose(wish, size, there, current, taken::is);
    taken.rethrow();
    return chosen.id() == 0 ? DatasetRows.insert(sql, chosen) : chosen;
  }

  private void change(JournalDataset dataset) throws SQLException {
    ofBase(dataset.base()).put(dataset.id(), dataset);
    changed.put(dataset.id(), dataset);
  }

  private Optional<JournalDataset> byId(long id) throws SQLException {
    for (Map<Long, JournalDataset> known : ofBase.values()) {
      if (known.containsKey(id)) {
        return Optional.of(known.get(id));
      }
    }
    return DatasetRows.byId(sql, id);
  }

  private Map<Long, JournalDataset> ofBase(Did base) throws SQLException {
    Map<Long, JournalDataset> known = ofBase.get(base);
    if (known == null) {
      known = new LinkedHashMap<>();
      for (JournalDataset dataset : DatasetRows.ofBase(sql, base)) {
        known.put(dataset.id(), dataset);
      }
      ofBase.put(base, known);
    }
    return known;
  }

  /** Whether another base has a dataset of a name. */
  private static final class Taken {

    private final Sql sql;
    private final Did base;
    private Optional<SQLException> failed = Optional.empty();

    private Taken(Sql sql, Did base) {
      this.sql = sql;
      this.base = base;
    }

    private boolean is(Did name) {
      try {
        return DatasetRows.named(sql, name).filter(other -> !other.base().equals(base)).isPresent();
      } catch (SQLException e) {
        failed = Optional.of(e);
        return false;
      }
    }

    private void rethrow() throws SQLException {
      if (failed.isPresent()) {
        throw failed.get();
      }
    }
  }
}
