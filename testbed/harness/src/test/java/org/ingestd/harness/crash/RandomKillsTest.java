// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.TierTime;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at moments that nobody chose. */
final class RandomKillsTest {

  private static final Duration LONGEST = TierTime.ofOnePart();
  private static final Duration LOOK = Duration.ofMillis(5);

  @TempDir private Path folder;
  private final long seed = Long.getLong("harness.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int worlds;
  private int kills;

  @Test
  void nothingIsWrongAfterAFewKills() throws Exception {
    killed(5, new Workload(2, 10, seed));
  }

  @Test
  @Tag("real")
  void nothingIsWrongAfterFiftyKills() throws Exception {
    killed(50, new Workload(4, 50, seed));
  }

  @Test
  @Tag("full")
  void nothingIsWrongAfterAThousandKills() throws Exception {
    killed(1_000, new Workload(20, 100, seed));
  }

  private void killed(int wanted, Workload workload) throws Exception {
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    long until = System.nanoTime() + LONGEST.toNanos();
    while (kills < wanted && System.nanoTime() < until) {
      Path home = Files.createDirectory(folder.resolve("world" + ++worlds));
      try (World world = World.make(home, workload)) {
        while (kills < wanted && System.nanoTime() < until && diesByChance(world)) {
          kills++;
          assertThat(world.judge(false)).as(where()).isEmpty();
        }
        try (DaemonRun last = DaemonRun.start(world, Fate.NATURAL)) {
          assertThat(last.await()).as(where() + "\n" + last.lastWords()).isZero();
        }
        assertThat(world.judge(true)).as(where()).isEmpty();
      }
    }
    System.out.printf(
        "harness: %d of %d SIGKILLs in %d worlds of %d files, 0 violations%n",
        kills, wanted, worlds, workload.count());
  }

  private String where() {
    return "seed %d, world %d, kill %d".formatted(seed, worlds, kills);
  }

  /**
   * Most kills fall while the daemon works, from its first point on; one in five while it starts.
   *
   * @return false if it was done before
   */
  private boolean diesByChance(World world) throws Exception {
    boolean atWork = random.nextInt(5) > 0;
    Duration then = Duration.ofMillis(random.nextInt(atWork ? 2_500 : 1_500));
    long noted = world.noted();
    try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
      while (atWork && world.noted() == noted && !run.await(LOOK)) {
        // The next look follows.
      }
      if (run.await(then)) {
        assertThat(run.await()).as(where() + "\n" + run.lastWords()).isZero();
        return false;
      }
      run.kill();
      return true;
    }
  }
}
