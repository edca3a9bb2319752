// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.crash.Point;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.TierTime;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power goes: what was not forced to the disk is lost, of the journal and of files that the
 * instrument has only just written. What was acknowledged is known from a file on another disk.
 */
final class PowerCutTest {

  private static final Workload SMALL = new Workload(2, 4, 5);

  private static final int AT_RANDOM = 20;

  @TempDir private Path folder;
  private final long seed = Long.getLong("harness.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int worlds;
  private int cuts;

  /** A skipped test is no passed one: {@code ./check} counts it as a failure. */
  @BeforeEach
  void require() {
    Optional<String> why = LossyDisk.whyNot();
    why.ifPresent(reason -> System.out.println("harness: POWER CUTS WERE NOT RUN: " + reason));
    assumeThat(why).as("power cuts were not run").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Tag("real")
  void nothingAcknowledgedIsLostWithThePower(Kind kind) throws Exception {
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    List<Point> points = new ArrayList<>(passed());
    Collections.shuffle(points, random);
    for (Point point : points.subList(0, Math.min(8, points.size()))) {
      cutAt(kind, point);
    }
    for (int i = 0; i < 4; i++) {
      cutWhileRunning(kind);
    }
    System.out.printf("harness: %d power cuts on %s, 0 violations%n", cuts, kind);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Tag("full")
  void nothingAcknowledgedIsLostWithThePowerAtAnyPoint(Kind kind) throws Exception {
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    long until = System.nanoTime() + TierTime.ofOnePart().toNanos();
    List<Point> points = new ArrayList<>(passed());
    Collections.shuffle(points, random);
    int wanted = points.size() + AT_RANDOM;
    while (cuts < wanted && System.nanoTime() < until) {
      // One in four at a random moment, so that a short time still has both kinds.
      if (points.isEmpty() || cuts % 4 == 3) {
        cutWhileRunning(kind);
      } else {
        cutAt(kind, points.remove(points.size() - 1));
      }
    }
    assertThat(cuts).isPositive();
    System.out.printf(
        "harness: %d of %d power cuts on %s, %d points not reached, 0 violations%n",
        cuts, wanted, kind, points.size());
  }

  private Set<Point> passed() throws Exception {
    try (World world = World.make(home(), SMALL);
        DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
      assertThat(run.await()).as(run.lastWords()).isZero();
      return new TreeSet<>(world.notes().points());
    }
  }

  private Path home() throws Exception {
    return Files.createDirectory(folder.resolve("world" + ++worlds));
  }

  private void cutAt(Kind kind, Point point) throws Exception {
    Path home = home();
    try (LossyDisk disk = LossyDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, SMALL)) {
      try (DaemonRun run = DaemonRun.start(world, Fate.at(point, 1))) {
        assertThat(run.await()).as(point + "\n" + run.lastWords()).isEqualTo(CrashingDaemon.HALTED);
        cut(disk, world, run);
        assertThat(world.judge(false)).as(kind + ", " + point).isEmpty();
      }
      recovers(world, kind + ", " + point);
    }
  }

  private void cutWhileRunning(Kind kind) throws Exception {
    Path home = home();
    try (LossyDisk disk = LossyDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, SMALL)) {
      try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
        while (world.noted() == 0 && !run.await(Duration.ofMillis(5))) {
          // The next look follows.
        }
        run.await(Duration.ofMillis(random.nextInt(2_500)));
        cut(disk, world, run);
        assertThat(world.judge(false)).as(kind + " while running, seed " + seed).isEmpty();
      }
      recovers(world, kind + " while running, seed " + seed);
    }
  }

  private void cut(LossyDisk disk, World world, DaemonRun run) throws Exception {
    PowerCut.under(disk, world, run);
    cuts++;
  }

  private void recovers(World world, String where) throws Exception {
    try (DaemonRun last = DaemonRun.start(world, Fate.NATURAL)) {
      assertThat(last.await()).as(where + "\n" + last.lastWords()).isZero();
    }
    assertThat(world.judge(true)).as(where).isEmpty();
  }
}
