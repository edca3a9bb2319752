// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ingestd.journal.Datasets;
import org.ingestd.journal.NightCount;
import org.ingestd.journal.change.Remembered;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.Membership;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.dataset.Placing;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.rse.Did;

/** The datasets of a {@link MemoryJournal}, which lends its lock. */
final class MemoryDatasets implements Datasets {

  private final Object lock;
  private final MemoryFiles files;
  private final TreeMap<Long, JournalDataset> byId = new TreeMap<>();
  private final TreeMap<Long, Membership> members = new TreeMap<>();

  MemoryDatasets(Object lock, MemoryFiles files) {
    this.lock = lock;
    this.files = files;
  }

  /** Takes back what was decided if the work fails. */
  <T> T allOrNothing(Supplier<T> work) {
    Map<Long, JournalDataset> datasetsBefore = Map.copyOf(byId);
    Map<Long, Membership> membersBefore = Map.copyOf(members);
    try {
      return work.get();
    } catch (RuntimeException e) {
      byId.clear();
      byId.putAll(datasetsBefore);
      members.clear();
      members.putAll(membersBefore);
      throw e;
    }
  }

  Did place(long file, long size, Placement wish) {
    Membership before = members.get(file);
    Optional<JournalDataset> current =
        Optional.ofNullable(before).map(there -> dataset(there.dataset()));
    List<JournalDataset> ofBase =
        byId.values().stream().filter(one -> one.base().equals(wish.base())).toList();
    JournalDataset chosen = Placing.choose(wish, size, ofBase, current, did -> isTaken(did, wish));
    long id = chosen.id() == 0 ? fresh(chosen) : chosen.id();
    if (before != null) {
      change(before.dataset(), there -> there.with(there.filled().minus(before.bytes())));
    }
    change(id, there -> there.with(there.filled().plus(size)));
    members.put(file, new Membership(file, id, wish.night(), size));
    return chosen.did();
  }

  private boolean isTaken(Did name, Placement wish) {
    return named(name).filter(other -> !other.base().equals(wish.base())).isPresent();
  }

  private JournalDataset dataset(long id) {
    return Objects.requireNonNull(byId.get(id));
  }

  private void change(long id, UnaryOperator<JournalDataset> change) {
    byId.put(id, change.apply(dataset(id)));
  }

  Optional<JournalDataset> named(Did name) {
    return byId.values().stream().filter(one -> one.did().equals(name)).findFirst();
  }

  private Remembered file(long id) {
    return files.remembered(id).orElseThrow();
  }

  List<UnclosedDataset> unclosed() {
    TreeMap<String, UnclosedDataset> unclosed = new TreeMap<>();
    for (Membership member : members.values()) {
      JournalDataset dataset = dataset(member.dataset());
      String source = file(member.file()).file().key().source();
      if (dataset.plan().closable() && dataset.state() != DatasetState.CLOSED) {
        unclosed.put(
            "%09d %s %s".formatted(dataset.id(), source, member.night()),
            new UnclosedDataset(dataset, source, member.night()));
      }
    }
    return List.copyOf(unclosed.values());
  }

  List<NightCount> counts(Optional<String> night) {
    Map<NightCount, long[]> sums = new HashMap<>();
    for (Membership member : members.values()) {
      Remembered known = file(member.file());
      boolean named = known.file().identity().digests() != null;
      if (named && night.map(member.night()::equals).orElse(true)) {
        JournalFile file = known.file();
        NightCount place =
            new NightCount(
                file.key().source(),
                member.night(),
                file.state(),
                known.registered(),
                file.retry().problem() != null,
                0,
                0);
        long[] sum = sums.computeIfAbsent(place, key -> new long[2]);
        sum[0]++;
        sum[1] += file.size();
      }
    }
    List<NightCount> counts = new ArrayList<>();
    sums.forEach(
        (place, sum) ->
            counts.add(
                new NightCount(
                    place.source(),
                    place.night(),
                    place.state(),
                    place.registered(),
                    place.problem(),
                    sum[0],
                    sum[1])));
    return counts;
  }

  Optional<NightTotal> newestNight(String latest) {
    TreeMap<String, Long> nights = new TreeMap<>();
    members.values().forEach(member -> nights.merge(member.night(), 1L, Long::sum));
    return Optional.ofNullable(nights.floorEntry(latest))
        .map(newest -> new NightTotal(newest.getKey(), newest.getValue()));
  }

  List<JournalFile> ofNight(String source, String night, long after, int limit) {
    return members.tailMap(after, false).values().stream()
        .filter(member -> member.night().equals(night))
        .map(member -> file(member.file()).file())
        .filter(file -> file.key().source().equals(source))
        .filter(file -> file.identity().digests() != null)
        .limit(limit)
        .toList();
  }

  private boolean awaitsFiles(JournalDataset dataset) {
    return members.values().stream()
        .filter(member -> member.dataset() == dataset.id())
        .map(member -> file(member.file()))
        .anyMatch(file -> !file.registered() && file.file().state() != FileState.VANISHED);
  }

  @Override
  public boolean beginClosing(Did name) {
    synchronized (lock) {
      Optional<JournalDataset> ready =
          named(name)
              .filter(dataset -> dataset.state() == DatasetState.OPEN && !awaitsFiles(dataset));
      ready.ifPresent(dataset -> byId.put(dataset.id(), dataset.with(DatasetState.CLOSING)));
      return ready.isPresent();
    }
  }

  @Override
  public void closed(Did name) {
    change(name, JournalDataset::closed);
  }

  @Override
  public void reopened(Did name) {
    change(name, JournalDataset::reopened);
  }

  @Override
  public void found(FoundDataset found) {
    synchronized (lock) {
      long id = named(found.did()).map(JournalDataset::id).orElseGet(() -> fresh(found.empty()));
      found.requireOf(dataset(id));
      for (FoundDataset.Member member : found.members()) {
        if (!members.containsKey(member.file())) {
          members.put(
              member.file(), new Membership(member.file(), id, member.night(), member.bytes()));
          change(id, there -> there.with(there.filled().plus(member.bytes())));
        }
      }
    }
  }

  private long fresh(JournalDataset dataset) {
    long id = byId.size() + 1L;
    byId.put(id, dataset.withId(id));
    return id;
  }

  @Override
  public void contained(Did name, boolean contained) {
    change(name, dataset -> dataset.contained(contained));
  }

  private void change(Did name, UnaryOperator<JournalDataset> change) {
    synchronized (lock) {
      named(name).ifPresent(dataset -> change(dataset.id(), change));
    }
  }
}
