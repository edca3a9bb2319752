// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.ingestd.journal.Replays;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.selection.NameFilter;
import org.ingestd.routes.steps.NewSighting;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;

/**
 * One replay under way, a batch a turn. All that must outlast a crash is in the journal, cursor and
 * counts with the very changes that they tell of; so whoever makes another run of the same replay
 * goes on where this one was. One thread.
 */
public final class ReplayRun {

  /** Files of a batch: few enough that nobody who writes the journal beside it waits for long. */
  private static final int BATCH = 500;

  /** Files that are counted in a turn: others have theirs meanwhile. */
  private static final int COUNTED = 20_000;

  private static final Duration OFFLINE = Duration.ofSeconds(5);

  private final Workbench bench;
  private final Source source;
  private final Replay replay;
  private final ReplaySpan span;
  private final NameFilter filter;
  private final BooleanSupplier stopped;
  private @Nullable ReplayWalk counting;
  private long counted;
  private @Nullable ReplayWalk walk;
  private @Nullable Instant before;

  /**
   * @param replay as it is now
   * @param stopped ends a turn early
   * @throws IllegalArgumentException if its source is not configured
   */
  public ReplayRun(Workbench bench, Replay replay, BooleanSupplier stopped) {
    this.bench = bench;
    this.source = bench.sources().named(replay.request().source());
    this.replay = replay;
    this.span = new ReplaySpan(source, replay.request());
    this.filter = source.filter();
    this.stopped = stopped;
  }

  /**
   * What a turn came to.
   *
   * @param over nothing is left to be done, or it is not RUNNING any more
   * @param pause until the next turn
   * @param why what it waits for; empty: nothing
   */
  public record Turn(boolean over, Duration pause, String why) {

    private static final Turn OVER = new Turn(true, Duration.ZERO, "");

    private static Turn after(Duration pause) {
      return new Turn(false, pause, "");
    }
  }

  public long id() {
    return replay.id();
  }

  /**
   * Does one batch.
   *
   * @throws IOException if the source's own directory cannot be read
   * @throws CancellationException if it was stopped; nothing of this turn was done
   */
  public Turn turn() throws IOException {
    Optional<Offline> offline = source.disk().whyOffline();
    if (offline.isPresent()) {
      return new Turn(false, OFFLINE, offline.get().why());
    }
    return replay.progress().total() < 0 && walk == null ? count() : put();
  }

  /** The first walk only counts, so that it can be said how long the second will take. */
  private Turn count() throws IOException {
    ReplayWalk names = counting == null ? walkAfter(null) : counting;
    counting = names;
    List<ReplayWalk.Found> found = new ArrayList<>();
    boolean end = collect(names, COUNTED, found);
    counted += found.size();
    if (end) {
      bench.outcomes().journal().replays().counted(replay.id(), counted);
      walk = walkAfter(replay.progress().cursor());
    }
    return Turn.after(Duration.ZERO);
  }

  private Turn put() throws IOException {
    Instant begin = bench.now();
    ReplayWalk names = walk == null ? walkAfter(replay.progress().cursor()) : walk;
    walk = names;
    List<ReplayWalk.Found> found = new ArrayList<>();
    boolean end = collect(names, batch(), found);
    long changes = 0;
    if (!found.isEmpty()) {
      Optional<Replays.Put> put = put(found, begin);
      if (put.isEmpty()) {
        return Turn.OVER;
      }
      changes = put.get().changes();
    }
    if (end) {
      var unused = replays().turn(replay.id(), ReplayState.DONE);
      return Turn.OVER;
    }
    return Turn.after(pause(begin, changes));
  }

  private int batch() {
    int rate = replay.request().rate();
    return rate == 0 ? BATCH : Math.min(BATCH, rate);
  }

  /** What was there already costs nothing and does not count. */
  private Duration pause(Instant begin, long files) {
    int rate = replay.request().rate();
    if (rate == 0 || files == 0) {
      return Duration.ZERO;
    }
    Duration whole = Duration.ofNanos(Duration.ofSeconds(files).toNanos() / rate);
    Duration pause = whole.minus(Duration.between(begin, bench.now()));
    return pause.isNegative() ? Duration.ZERO : pause;
  }

  private Optional<Replays.Put> put(List<ReplayWalk.Found> found, Instant begin) {
    Instant now = bench.now();
    List<Sighting> sightings =
        found.stream()
            .map(file -> NewSighting.of(source, file.path(), file.stamp(), Lane.BACKLOG, now))
            .toList();
    RawPath cursor = found.get(found.size() - 1).path();
    Duration took = Duration.between(before == null ? begin : before, now);
    before = now;
    Optional<Replays.Put> put =
        replays()
            .put(
                replay.id(),
                new Replays.Batch(sightings, cursor, took.isNegative() ? Duration.ZERO : took));
    put.ifPresent(
        done -> {
          new SightStep(bench).alarm(done.report());
          bench.listener().replayedFiles(source.name(), done.counts());
          bench.outcomes().ring(FileState.SIGHTED, FileState.SETTLED, FileState.DIGESTED);
        });
    return put;
  }

  private Replays replays() {
    return bench.outcomes().journal().replays();
  }

  private ReplayWalk walkAfter(@Nullable RawPath cursor) {
    return new ReplayWalk(
        source.disk(), source.settings().path(), filter, cursor, this::unreadable);
  }

  private void unreadable(Path place, IOException fault) {
    bench.listener().failed("replay " + replay.id() + " of " + source.name() + ": " + place, fault);
  }

  /** At most so many files; true at the end of the walk. */
  private boolean collect(ReplayWalk names, int most, List<ReplayWalk.Found> found)
      throws IOException {
    while (found.size() < most) {
      if (stopped.getAsBoolean()) {
        throw new CancellationException("The replay was stopped");
      }
      Optional<ReplayWalk.Found> next = names.next();
      if (next.isEmpty()) {
        return true;
      }
      if (span.holds(next.get().path(), next.get().stamp())) {
        found.add(next.get());
      }
    }
    return false;
  }
}
