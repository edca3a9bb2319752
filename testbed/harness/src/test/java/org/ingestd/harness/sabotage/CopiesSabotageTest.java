// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ingestd.harness.oracle.Evidence.Catalogued;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.oracle.Violation;
import org.ingestd.harness.power.CopiedDisk;
import org.ingestd.harness.power.Copies;
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

/** A daemon that does not force what it says is durable is found out by a copy of its disk. */
@Tag("real")
final class CopiesSabotageTest {

  private static final Workload NIGHT = new Workload(2, 10, 5);
  private static final Duration PACE = Duration.ofMillis(30);

  @TempDir private Path folder;

  /** A skipped test is no passed one: {@code ./check} counts it as a failure. */
  @BeforeEach
  void require() {
    Optional<String> why = LossyDisk.whyNot();
    why.ifPresent(reason -> System.out.println("harness: COPIES WERE NOT TAKEN: " + reason));
    assumeThat(why).as("copies of disks were not taken").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aJournalThatDoesNotWaitForTheDiskIsFoundOut(Kind kind) throws Exception {
    foundOut(
        kind,
        Fate.NATURAL,
        Edit.compile(List.of(NotForced.COMMITS), Files.createDirectory(folder.resolve("wrong"))),
        Set.of(Violation.FORGOTTEN));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLibraryThatForcesNothingIsFoundOut(Kind kind) throws Exception {
    foundOut(kind, NotForced.nothing(Fate.NATURAL), List.of(), NotForced.NAMES);
  }

  private void foundOut(Kind kind, Fate fate, List<Path> classes, Set<Violation> names)
      throws Exception {
    Path home = Files.createDirectory(folder.resolve("world"));
    try (CopiedDisk disk = CopiedDisk.make(home, kind);
        World world = PowerCut.worldOn(disk, home, NIGHT)) {
      Copies copies = new Copies(disk, world);
      try (DaemonRun run = DaemonRun.start(world, fate, classes)) {
        while (!run.await(PACE)) {
          copies.take();
        }
        assertThat(run.await()).as(run.lastWords()).isZero();
      }
      Catalogued catalogued = copies.catalogued();
      List<Finding> findings = new ArrayList<>();
      // The last are looked at first: most had been acknowledged by then.
      for (int n = copies.count() - 1; n >= 0 && !isNamed(findings, names); n--) {
        findings.addAll(copies.judge(n, catalogued));
      }
      assertThat(findings).extracting(Finding::violation).containsAnyElementsOf(names);
      report(kind + (classes.isEmpty() ? ", eatmydata" : ", synchronous=NORMAL"), findings);
    }
  }

  private static boolean isNamed(List<Finding> findings, Set<Violation> names) {
    return findings.stream().map(Finding::violation).anyMatch(names::contains);
  }

  private static void report(String what, List<Finding> findings) {
    System.out.printf(
        "harness: found out: copies of a disk, %s: %s%n",
        what, findings.stream().map(Finding::violation).distinct().toList());
  }
}
