// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.crash.Point;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.power.Kind;
import org.ingestd.harness.power.LossyDisk;
import org.ingestd.harness.power.PowerCut;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A daemon that does not force what it says is durable is found out when the power goes. */
@Tag("real")
final class PowerSabotageTest {

  private static final Workload SMALL = new Workload(2, 4, 5);
  private static final Point REGISTERED = Point.parse("after move DIGESTED>REGISTERED");
  private static final Point SETTLED = Point.parse("after move SIGHTED>SETTLED");

  @TempDir private Path folder;

  /** A skipped test is no passed one: {@code ./check} counts it as a failure. */
  @BeforeEach
  void require() {
    Optional<String> why = LossyDisk.whyNot();
    why.ifPresent(reason -> System.out.println("harness: POWER CUTS WERE NOT RUN: " + reason));
    assumeThat(why).as("power cuts were not run").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aJournalThatDoesNotWaitForTheDiskIsFoundOut(Kind kind) throws Exception {
    foundOut(kind, List.of(NotForced.COMMITS), Fate.at(REGISTERED, 1), Set.of(Violation.FORGOTTEN));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void settlingWithoutForcingIsFoundOut(Kind kind) throws Exception {
    foundOut(kind, List.of(NotForced.FILES), Fate.at(SETTLED, 1), Set.of(Violation.SOURCE_TOUCHED));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLibraryThatForcesNothingIsFoundOut(Kind kind) throws Exception {
    foundOut(kind, List.of(), NotForced.nothing(Fate.at(REGISTERED, 1)), NotForced.NAMES);
  }

  /**
   * The instrument has forced its files, and then given their directory its name. A file that is
   * forced carries its own name along on these file systems, but not that of its directory.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void directoriesThatAreNotForcedAreFoundOut(Kind kind) throws Exception {
    assertThat(renamed(kind, List.of())).as("the daemon as it is").isEmpty();

    List<Finding> findings = renamed(kind, compiled(List.of(NotForced.DIRECTORIES)));

    assertThat(findings).extracting(Finding::violation).contains(Violation.SOURCE_TOUCHED);
    report(NotForced.DIRECTORIES.instead(), kind, findings);
  }

  private List<Finding> renamed(Kind kind, List<Path> classes) throws Exception {
    Path home = Files.createTempDirectory(folder, "world");
    try (LossyDisk disk = LossyDisk.make(home, kind);
        World world = PowerCut.worldOfFilesOn(disk, home, new Workload(1, 2, 5))) {
      Path directory = world.ground().source().resolve("run0");
      Path unfinished = Files.move(directory, directory.resolveSibling("run0.part"));
      disk.sync();
      Files.move(unfinished, directory);
      try (DaemonRun run = DaemonRun.start(world, Fate.at(SETTLED, 1), classes)) {
        assertThat(run.await()).as(run.lastWords()).isEqualTo(CrashingDaemon.HALTED);
        PowerCut.under(disk, world, run);
      }
      return world.judge(false);
    }
  }

  private List<Path> compiled(List<Edit> edits) throws Exception {
    return edits.isEmpty()
        ? List.of()
        : Edit.compile(edits, Files.createDirectory(folder.resolve("wrong")));
  }

  private static void report(String what, Kind kind, List<Finding> findings) {
    System.out.printf(
        "harness: found out: %s, power cut on %s: %s%n",
        what, kind, findings.stream().map(Finding::violation).distinct().toList());
  }

  private void foundOut(Kind kind, List<Edit> edits, Fate fate, Set<Violation> names)
      throws Exception {
    List<Path> classes = compiled(edits);
    Path home = Files.createDirectory(folder.resolve("world"));
    try (LossyDisk disk = LossyDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, SMALL)) {
      try (DaemonRun run = DaemonRun.start(world, fate, classes)) {
        assertThat(run.await()).as(run.lastWords()).isEqualTo(CrashingDaemon.HALTED);
        PowerCut.under(disk, world, run);
      }
      List<Finding> findings = world.judge(false);

      assertThat(findings).extracting(Finding::violation).containsAnyElementsOf(names);
      report(edits.isEmpty() ? "eatmydata" : edits.get(0).words(), kind, findings);
    }
  }
}
