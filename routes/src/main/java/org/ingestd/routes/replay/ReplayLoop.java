// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.steps.Workbench;
import org.jspecify.annotations.Nullable;

/**
 * Works on all replays that are RUNNING in the journal, in turns. The journal is where they are
 * asked for, paused and cancelled, so it is looked at again and again; a restart needs nothing.
 */
public final class ReplayLoop implements AutoCloseable {

  /** How soon a new request is seen. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  /** A file system that hangs must not keep the daemon from ending. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final Workbench bench;
  private final InboxAnswers answers;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "replay");
  private final Map<Long, UnderWay> underWay = new LinkedHashMap<>();
  private volatile List<String> troubles = List.of();

  /** A replay's run and when its next turn is. */
  private record UnderWay(Optional<ReplayRun> run, Instant next, String why) {}

  public ReplayLoop(Workbench bench, InboxAnswers answers) {
    this.bench = bench;
    this.answers = answers;
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        pause = round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration round() {
    try {
      List<Replay> all = bench.outcomes().journal().allReplays();
      answers.answer(all);
      List<Replay> running =
          all.stream().filter(replay -> replay.state() == ReplayState.RUNNING).toList();
      underWay.keySet().retainAll(running.stream().map(Replay::id).collect(Collectors.toSet()));
      running.forEach(this::turnIfDue);
      tellTroubles();
      return pause();
    } catch (Throwable fault) {
      // Edge of the loop: without it no replay would ever go on.
      bench.listener().failed("replay", fault);
      return AFTER_FAULT;
    }
  }

  private Duration pause() {
    Instant now = bench.passed();
    return underWay.values().stream()
        .map(one -> Duration.between(now, one.next()))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .filter(left -> left.compareTo(LOOK) < 0)
        .min(Duration::compareTo)
        .orElse(LOOK);
  }

  private void turnIfDue(Replay replay) {
    UnderWay now = underWay.get(replay.id());
    if (closed.getCount() > 0 && (now == null || !now.next().isAfter(bench.passed()))) {
      if (now == null) {
        bench.listener().replayed(replay);
      }
      underWay.put(replay.id(), turn(replay, now));
    }
  }

  /** What fails begins again from the cursor: who knows what a run that failed has left out. */
  private UnderWay turn(Replay replay, @Nullable UnderWay before) {
    try {
      ReplayRun run =
          before != null && before.run().isPresent()
              ? before.run().get()
              : new ReplayRun(bench, replay, () -> closed.getCount() == 0);
      ReplayRun.Turn turn = run.turn();
      if (turn.over()) {
        told(replay.id());
      }
      return new UnderWay(Optional.of(run), bench.passed().plus(turn.pause()), turn.why());
    } catch (CancellationException stopped) {
      return new UnderWay(Optional.empty(), bench.passed(), "");
    } catch (Exception fault) {
      bench.listener().failed("replay " + replay.id(), fault);
      return new UnderWay(
          Optional.empty(), bench.passed().plus(AFTER_FAULT), String.valueOf(fault.getMessage()));
    }
  }

  private void told(long id) {
    bench.outcomes().journal().allReplays().stream()
        .filter(replay -> replay.id() == id)
        .forEach(bench.listener()::replayed);
  }

  private void tellTroubles() {
    troubles =
        underWay.entrySet().stream()
            .filter(one -> !one.getValue().why().isEmpty())
            .map(one -> "replay " + one.getKey() + ": " + one.getValue().why())
            .toList();
  }

  /** What replays wait for; empty: nothing. */
  public List<String> degraded() {
    return troubles;
  }

  /** No batch begins after it. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Waits for the end of a batch: the journal is closed next. */
  public void awaitEnd() {
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
