// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.crash.Point;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.power.LossyDisk;
import org.ingestd.harness.power.LossyDisk.Kind;
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

  /** Commits are written, but not forced. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aJournalThatDoesNotWaitForTheDiskIsFoundOut(Kind kind) throws Exception {
    Edit normal =
        new Edit(
            "journal/src/main/java/org/ingestd/journal/sqlite/tables/Sql.java",
            "SynchronousMode.FULL",
            "SynchronousMode.NORMAL");

    foundOut(kind, List.of(normal), Fate.at(REGISTERED, 1), Set.of(Violation.FORGOTTEN));
  }

  /** Files are settled, but not forced. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void settlingWithoutForcingIsFoundOut(Kind kind) throws Exception {
    Edit unforced =
        new Edit(
            "routes/src/main/java/org/ingestd/routes/disk/Forcing.java",
            "channel.force(true);",
            "");

    foundOut(kind, List.of(unforced), Fate.at(SETTLED, 1), Set.of(Violation.SOURCE_TOUCHED));
  }

  /** Nothing that the process forces is forced. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLibraryThatForcesNothingIsFoundOut(Kind kind) throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/eatmydata")))
        .as("eatmydata is installed (Debian: eatmydata)")
        .isTrue();

    foundOut(
        kind,
        List.of(),
        Fate.at(REGISTERED, 1).under("eatmydata"),
        EnumSet.of(Violation.FORGOTTEN, Violation.SOURCE_TOUCHED, Violation.JOURNAL_DAMAGED));
  }

  private void foundOut(Kind kind, List<Edit> edits, Fate fate, Set<Violation> names)
      throws Exception {
    List<Path> classes =
        edits.isEmpty()
            ? List.of()
            : Edit.compile(edits, Files.createDirectory(folder.resolve("wrong")));
    Path home = Files.createDirectory(folder.resolve("world"));
    try (LossyDisk disk = LossyDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, SMALL)) {
      try (DaemonRun run = DaemonRun.start(world, fate, classes)) {
        assertThat(run.await()).as(run.lastWords()).isEqualTo(CrashingDaemon.HALTED);
        PowerCut.under(disk, world, run);
      }
      List<Finding> findings = world.judge(false);

      assertThat(findings).extracting(Finding::violation).containsAnyElementsOf(names);
      System.out.printf(
          "harness: found out: %s, power cut on %s: %s%n",
          edits.isEmpty() ? "eatmydata" : edits.get(0).words(),
          kind,
          findings.stream().map(Finding::violation).distinct().toList());
    }
  }
}
