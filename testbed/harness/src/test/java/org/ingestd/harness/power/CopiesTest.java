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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ingestd.harness.oracle.Evidence.Catalogued;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.TierTime;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The machine could stop at any moment: the disk is copied at random ones while the daemon works,
 * and a machine is started from each copy.
 */
final class CopiesTest {

  private static final Duration LONGEST = TierTime.ofOnePart();
  private static final int SIDE_BY_SIDE = 2;

  /** So many that the daemon works on them for some seconds. */
  private static final Workload NIGHT = new Workload(4, 20, 5);

  @TempDir private Path folder;
  private final long seed = Long.getLong("harness.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int worlds;
  private long changes;

  /** A skipped test is no passed one: {@code ./check} counts it as a failure. */
  @BeforeEach
  void require() {
    Optional<String> why = LossyDisk.whyNot();
    why.ifPresent(reason -> System.out.println("harness: COPIES WERE NOT TAKEN: " + reason));
    assumeThat(why).as("copies of disks were not taken").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"EXT4, 30", "XFS, 15"})
  @Tag("real")
  void nothingAcknowledgedIsMissingOnAFewCopies(Kind kind, int wanted) throws Exception {
    copied(kind, wanted, wanted);
  }

  @ParameterizedTest
  @CsvSource({"EXT4, 1000", "XFS, 200"})
  @Tag("full")
  void nothingAcknowledgedIsMissingOnAThousandCopies(Kind kind, int wanted) throws Exception {
    copied(kind, wanted, 100);
  }

  private void copied(Kind kind, int wanted, int ofOne) throws Exception {
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    long until = System.nanoTime() + LONGEST.toNanos();
    int judged = 0;
    while (judged < wanted && System.nanoTime() < until) {
      judged += world(kind, Math.min(ofOne, wanted - judged));
    }
    System.out.printf(
        "harness: %d of %d copies of a disk with %s from %d runs, %d changes that had been"
            + " acknowledged, 0 violations%n",
        judged, wanted, kind, worlds, changes);
  }

  /**
   * @return how many copies there were
   */
  private int world(Kind kind, int most) throws Exception {
    Path home = Files.createDirectory(folder.resolve("world" + ++worlds));
    try (CopiedDisk disk = CopiedDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, NIGHT)) {
      Copies copies = new Copies(disk, world);
      try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
        while (world.noted() == 0 && !run.await(Duration.ofMillis(5))) {
          // The next look follows.
        }
        while (!run.await(Duration.ofMillis(random.nextInt(60)))) {
          copies.take();
        }
        assertThat(run.await()).as(where(kind, 0) + run.lastWords()).isZero();
      }
      return judge(kind, copies, most);
    }
  }

  /** To take a copy costs little, to judge it much: some of them, chosen at random. */
  private int judge(Kind kind, Copies copies, int most) throws Exception {
    List<Integer> chosen = new ArrayList<>(IntStream.range(0, copies.count()).boxed().toList());
    Collections.shuffle(chosen, random);
    chosen = chosen.subList(0, Math.min(most, chosen.size()));
    Catalogued catalogued = copies.catalogued();
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<Future<List<Finding>>> judgements = new ArrayList<>();
      for (int copy : chosen) {
        Callable<List<Finding>> judgement = () -> copies.judge(copy, catalogued);
        judgements.add(threads.submit(judgement));
      }
      for (int n = 0; n < judgements.size(); n++) {
        assertThat(judgements.get(n).get()).as(where(kind, chosen.get(n))).isEmpty();
      }
      changes += copies.changes();
      return judgements.size();
    } finally {
      threads.shutdownNow();
      // No copy may still be mounted when its disk goes.
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private String where(Kind kind, int copy) {
    return "%s, seed %d, run %d, copy %d%n".formatted(kind, seed, worlds, copy);
  }
}
