// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.World;

/**
 * Kills daemons at points, in several worlds side by side, and asks the oracle after each death.
 */
final class Kills {

  private static final int SIDE_BY_SIDE = 2;

  private final Path folder;
  private final Making making;
  private final AtomicInteger worlds = new AtomicInteger();
  private final AtomicInteger deaths = new AtomicInteger();
  private final AtomicInteger notPassed = new AtomicInteger();

  Kills(Path folder, Making making) {
    this.folder = folder;
    this.making = making;
  }

  /** How a world is made in a folder of its own. */
  interface Making {
    World in(Path home) throws IOException;
  }

  /** What a run passes that nobody disturbs, in the order in which it passes them first. */
  Set<Point> passedUndisturbed() throws Exception {
    try (World world = making.in(folder.resolve("undisturbed"));
        DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
      assertThat(run.await()).as(run.lastWords()).isZero();
      assertThat(world.judge(true)).isEmpty();
      return new LinkedHashSet<>(world.notes().points());
    }
  }

  /** Several deaths of one daemon, one after the other, then the life in which it finishes. */
  record Chain(List<Point> points) {}

  /**
   * Carries chains out, in order, until the time is over.
   *
   * @return how many; each has ended well
   */
  int carryOut(Collection<Chain> chains, Duration atMost) throws Exception {
    long until = System.nanoTime() + atMost.toNanos();
    Queue<Chain> waiting = new ConcurrentLinkedQueue<>(chains);
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < SIDE_BY_SIDE; i++) {
        Callable<Void> worker =
            () -> {
              while (System.nanoTime() < until) {
                Chain next = waiting.poll();
                if (next == null) {
                  break;
                }
                carryOut(next);
              }
              return null;
            };
        workers.add(threads.submit(worker));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
      return chains.size() - waiting.size();
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * A point that the recovery does not come past, because its effect was there already, is tried
   * again as the first of a new world: there every point is passed.
   */
  private void carryOut(Chain chain) throws Exception {
    List<Point> missed = new ArrayList<>();
    try (World world = world()) {
      boolean alive = true;
      for (int i = 0; alive && i < chain.points.size(); i++) {
        Point point = chain.points.get(i);
        alive = dies(world, point, chain);
        if (!alive) {
          notPassed.incrementAndGet();
          missed.addAll(chain.points.subList(Math.max(i, 1), chain.points.size()));
          assertThat(i).as("an undisturbed run passes " + point).isPositive();
        }
      }
      if (alive) {
        finish(world, chain);
      }
      assertThat(world.judge(true)).as("at the end of " + chain).isEmpty();
    }
    if (!missed.isEmpty()) {
      carryOut(new Chain(missed));
    }
  }

  private World world() throws Exception {
    Path home = Files.createDirectory(folder.resolve("world" + worlds.incrementAndGet()));
    return making.in(home);
  }

  /** Whether it died there; else it finished without coming past. */
  private boolean dies(World world, Point point, Chain chain) throws Exception {
    try (DaemonRun run = DaemonRun.start(world, Fate.at(point, 1))) {
      int exit = run.await();
      assertThat(exit).as(point + " of " + chain + "\n" + run.lastWords()).isIn(0, 137);
      if (exit == CrashingDaemon.HALTED) {
        deaths.incrementAndGet();
        assertThat(world.judge(false)).as("killed " + point + " of " + chain).isEmpty();
      }
      return exit == CrashingDaemon.HALTED;
    }
  }

  private static void finish(World world, Chain chain) throws Exception {
    try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
      assertThat(run.await()).as("the last life of " + chain + "\n" + run.lastWords()).isZero();
    }
  }

  /** In one line. */
  String counts() {
    return "%d deaths in %d worlds, %d points not passed in recovery, 0 violations"
        .formatted(deaths.get(), worlds.get(), notPassed.get());
  }
}
