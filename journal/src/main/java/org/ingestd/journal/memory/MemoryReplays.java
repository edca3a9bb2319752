// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.memory;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.change.FileChanges;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.Replay.Origin;
import org.ingestd.journal.replay.Replay.Progress;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;

/** The replays of a {@link MemoryJournal}, which lends its lock. */
final class MemoryReplays implements Replays {

  /** Puts files onto the lane, and counts what became of them. */
  interface Putting extends BiFunction<List<Sighting>, Map<ReplayOutcome, Long>, SightingReport> {}

  private final Object lock;
  private final Clock clock;
  private final Putting putting;
  private final TreeMap<Long, Replay> byId = new TreeMap<>();

  MemoryReplays(Object lock, Clock clock, Putting putting) {
    this.lock = lock;
    this.clock = clock;
    this.putting = putting;
  }

  List<Replay> all() {
    synchronized (lock) {
      return new ArrayList<>(byId.values());
    }
  }

  @Override
  public Begun begin(ReplayRequest request, String who, Optional<String> file) {
    synchronized (lock) {
      Optional<Replay> alike = Replay.alike(byId.values(), request, file);
      if (alike.isPresent()) {
        return new Begun(alike.get(), false);
      }
      Instant now = FileChanges.kept(clock.instant());
      Origin origin = new Origin(who, file.orElse(null), file.isEmpty(), now);
      Replay replay =
          new Replay(byId.size() + 1L, request, origin, ReplayState.RUNNING, now, Progress.NONE);
      byId.put(replay.id(), replay);
      return new Begun(replay, true);
    }
  }

  @Override
  public Optional<Replay> turn(long id, ReplayState to) {
    Instant now = FileChanges.kept(clock.instant());
    return change(id, replay -> replay.state().mayBecome(to) ? replay.with(to, now) : replay);
  }

  @Override
  public void counted(long id, long total) {
    var unused =
        change(
            id,
            replay -> {
              Progress old = replay.progress();
              return replay.with(new Progress(old.cursor(), total, old.counts(), old.worked()));
            });
  }

  @Override
  public void answered(long id) {
    var unused = change(id, Replay::answered);
  }

  private Optional<Replay> change(long id, UnaryOperator<Replay> change) {
    synchronized (lock) {
      return Optional.ofNullable(byId.computeIfPresent(id, (same, old) -> change.apply(old)));
    }
  }

  @Override
  public Optional<Put> put(long id, Batch batch) {
    synchronized (lock) {
      Replay replay = byId.get(id);
      if (replay == null || replay.state() != ReplayState.RUNNING) {
        return Optional.empty();
      }
      Map<ReplayOutcome, Long> counts = new EnumMap<>(ReplayOutcome.class);
      SightingReport report = putting.apply(batch.files(), counts);
      byId.put(id, replay.with(replay.progress().with(batch.cursor(), counts, batch.took())));
      return Optional.of(new Put(report, counts));
    }
  }
}
