// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real daemon while somebody sets the clock on its wall, with files at every place. */
@Tag("real")
final class WallClockStepsTest {

  private static final Duration QUIET = Duration.ofSeconds(2);

  /** A stall of an hour would not end in it; the daemon itself has another 90 s. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(20);

  /** Offsets from the true time: each is a step from the one before. */
  private static final List<String> OFFSETS = List.of("+1h", "-1h", "+400d", "+0");

  /** Each comes in while the clock shows something else; half of a quiet time later it is set. */
  private static final Workload FILES = new Workload(OFFSETS.size() + 1, 10, 39);

  @TempDir private Path folder;
  private final Map<String, Long> writtenNanos = new HashMap<>();
  private final Map<String, Long> settledNanos = new HashMap<>();

  @Test
  void everythingEndsSafeInItsTimeWhateverTheWallShows() throws Exception {
    Optional<WallClock> found = WallClock.in(folder);
    if (found.isEmpty()) {
      System.out.println("harness: CLOCK STEPS WERE NOT RUN: no libfaketimeMT.so.1 (faketime)");
    }
    // A skipped test is no passed one: ./check counts it as a failure.
    assumeThat(found).as("clock steps were not run").isPresent();
    WallClock wall = found.orElseThrow();
    Calls still = calls("still", wall, List.of());
    Calls set = calls("set", wall, OFFSETS);
    System.out.printf(
        "harness: wall clock set %d times under %d files, %d calls to Rucio, %d without, earliest"
            + " SETTLED %d ms after its last change, 0 violations%n",
        OFFSETS.size(), FILES.count(), set.count(), still.count(), set.earliestMillis());
    assertThat(set.earliestMillis()).isGreaterThanOrEqualTo(QUIET.toMillis());
    assertThat(set.count()).as("no storm of calls").isLessThan(2 * still.count() + 100);
  }

  private record Calls(long count, long earliestMillis) {}

  private Calls calls(String name, WallClock wall, List<String> offsets) throws Exception {
    writtenNanos.clear();
    settledNanos.clear();
    Path home = Files.createDirectory(folder.resolve(name));
    try (World world = World.make(home, FILES)) {
      world.waitForQuiet(QUIET);
      Path aside = Files.createDirectory(home.resolve("aside"));
      for (int run = 1; run < FILES.directories(); run++) {
        Files.move(directory(world, run), aside.resolve("run" + run));
      }
      written(0);
      try (DaemonRun daemon = DaemonRun.start(world, wall.life())) {
        watchUntil(world, daemon, settled(world) + 1);
        for (int run = 1; run < FILES.directories(); run++) {
          Files.move(aside.resolve("run" + run), directory(world, run));
          written(run);
          watchFor(world, daemon, QUIET.dividedBy(2));
          if (!offsets.isEmpty()) {
            wall.set(offsets.get(run - 1));
          }
          watchFor(world, daemon, QUIET);
        }
        watchFor(world, daemon, LONGEST);
        assertThat(daemon.await()).as(name + "\n" + daemon.lastWords()).isZero();
      }
      note(world);
      assertThat(world.judge(true)).as(name).isEmpty();
      assertThat(settledNanos).hasSize(FILES.count() - 1);
      return new Calls(
          world.catalogue().calls().reading() + world.catalogue().calls().writing(), earliest());
    }
  }

  private static Path directory(World world, int run) {
    return world.ground().source().resolve("run" + run);
  }

  /** The directory is complete from now on, so none of its files may settle before a quiet time. */
  private void written(int run) {
    for (int file = 0; file < FILES.files(); file++) {
      writtenNanos.put("run" + run + "/camera" + file + ".fits", System.nanoTime());
    }
  }

  private int settled(World world) throws Exception {
    note(world);
    return settledNanos.size();
  }

  private void watchUntil(World world, DaemonRun daemon, int settled) throws Exception {
    while (settled(world) < settled && !daemon.await(LOOK)) {
      // The next look follows.
    }
  }

  private void watchFor(World world, DaemonRun daemon, Duration time) throws Exception {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until && !daemon.await(LOOK)) {
      note(world);
    }
  }

  private void note(World world) throws Exception {
    for (Acknowledged told : world.notes().acknowledged()) {
      if (told.state().equals("SETTLED")) {
        settledNanos.putIfAbsent(told.path(), System.nanoTime());
      }
    }
  }

  private long earliest() {
    return settledNanos.entrySet().stream()
        .mapToLong(settled -> settled.getValue() - writtenNanos.get(settled.getKey()))
        .map(nanos -> nanos / 1_000_000)
        .min()
        .orElseThrow();
  }
}
