// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.TierTime;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The n-th call of a kind to the kernel fails, or is the last one: on the journal, its note, an
 * instrument's file, its directory. By {@code strace --inject}, which must be there. The full tier
 * goes on with n until a run was not touched any more (as SQLite's own tests do).
 */
final class SyscallSweepTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(40);
  private static final Duration BUDGET = TierTime.ofOnePart();

  /** Ended in order, by a journal's disk that is broken or full, by SIGKILL. */
  private static final Set<Integer> ENDINGS = Set.of(0, CrashingDaemon.DISK_FAULT, 137);

  @TempDir private Path folder;
  private final long seed = Long.getLong("harness.seed", System.nanoTime());
  private int runs;
  private int struck;

  /** What strikes where; the place is below the world's disk, empty: anywhere. */
  private record Blow(String place, String calls, String effect) {}

  /**
   * EIO of a read that never ends would be a broken disk and not a test: all strike once. SQLite
   * reads and writes at offsets; Java writes its note and reads files at offsets, too.
   */
  private static final List<Blow> BLOWS =
      List.of(
          new Blow("state/journal.db-wal", "pwrite64", "error=EIO"),
          new Blow("state/journal.db-wal", "pwrite64", "error=ENOSPC"),
          new Blow("state/journal.db-wal", "fsync,fdatasync", "error=EIO"),
          new Blow("state/journal.db", "pread64", "error=EIO"),
          new Blow("data/R0/run0/camera0.fits", "fsync,fdatasync", "error=EIO"),
          new Blow("data/R0/run0/camera0.fits", "pread64,read", "error=EIO"),
          new Blow("data/R0/run0/camera0.fits", "pread64,read", "error=ESTALE"),
          new Blow("data/R0/run0", "openat", "error=EIO"),
          new Blow("data/R0/run0", "openat", "error=ESTALE"),
          new Blow("data/R0/run0", "newfstatat,statx", "error=ESTALE"),
          new Blow("data/R0", "openat", "error=ESTALE"),
          new Blow("data/R0/run0", "fsync,fdatasync", "error=EIO"),
          new Blow("data/R0/run0", "getdents64", "error=EIO"),
          new Blow("", "fsync,fdatasync", "signal=KILL"),
          new Blow("", "rename,renameat2", "signal=KILL"));

  @Test
  @Tag("real")
  void nothingIsWrongAfterACallThatFailed() throws Exception {
    Random random = new Random(seed);
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    for (Blow blow : BLOWS) {
      // A file is forced once and read in one call; the journal is written all the time.
      int nth = blow.place().startsWith("data") ? 1 : 1 + random.nextInt(3);
      if (!strike(blow, nth)) {
        System.out.printf("harness: %s was not reached by its %d-th call%n", blow, nth);
      }
    }
    report();
    assertThat(struck).as("most of them struck").isGreaterThan(BLOWS.size() / 2);
  }

  @Test
  @Tag("full")
  void nothingIsWrongWhicheverCallFails() throws Exception {
    System.out.printf("harness: -Dharness.seed=%d%n", seed);
    long until = System.nanoTime() + BUDGET.toNanos();
    List<Blow> waiting = new ArrayList<>(BLOWS);
    Collections.shuffle(waiting, new Random(seed));
    for (int n = 1; !waiting.isEmpty() && System.nanoTime() < until; n++) {
      int nth = n;
      for (Blow blow : List.copyOf(waiting)) {
        if (System.nanoTime() < until && !strike(blow, nth)) {
          waiting.remove(blow);
        }
      }
    }
    report();
    System.out.printf("harness: %d kinds of calls not swept to their end%n", waiting.size());
  }

  private void report() {
    System.out.printf(
        "harness: %d runs under strace, in %d a call was struck, 0 violations%n", runs, struck);
  }

  /**
   * @return whether the run made so many calls that one was struck
   */
  private boolean strike(Blow blow, int nth) throws Exception {
    Path home = Files.createDirectory(folder.resolve("world" + ++runs));
    Path trace = home.resolve("trace");
    try (World world = World.make(home, new Workload(2, 4, seed))) {
      try (DaemonRun run = DaemonRun.start(world, new Fate(strace(blow, nth, home), List.of()))) {
        if (run.await(LONG_ENOUGH)) {
          assertThat(ENDINGS).as(blow + " " + nth + run.lastWords()).contains(run.await());
        } else {
          run.kill();
        }
      }
      assertThat(world.judge(false)).as("%s, %d-th", blow, nth).isEmpty();
      try (DaemonRun last = DaemonRun.start(world, Fate.NATURAL)) {
        assertThat(last.await()).as("%s, %d-th%n%s", blow, nth, last.lastWords()).isZero();
      }
      assertThat(world.judge(true)).as("%s, %d-th", blow, nth).isEmpty();
    }
    String told = Files.readString(trace);
    boolean hit = told.contains("INJECTED") || told.contains("killed by SIGKILL");
    struck += hit ? 1 : 0;
    return hit;
  }

  private static List<String> strace(Blow blow, int nth, Path home) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace", "-f", "-qq", "--seccomp-bpf", "-o", home.resolve("trace").toString()));
    if (!blow.place().isEmpty()) {
      command.addAll(List.of("-P", home.resolve(blow.place()).toString()));
    }
    command.addAll(
        List.of(
            "-e",
            "trace=" + blow.calls(),
            "-e",
            "inject=" + blow.calls() + ":" + blow.effect() + ":when=" + nth));
    return command;
  }
}
