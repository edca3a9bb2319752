// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.sabotage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.harness.crash.CrashingDaemon;
import org.ingestd.harness.oracle.Finding;
import org.ingestd.harness.world.DaemonRun;
import org.ingestd.harness.world.DaemonRun.Fate;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Proves that the harness can find what it looks for: the same experiment finds nothing with the
 * daemon as it is, and a violation with one that is wrong on purpose.
 */
final class SabotageTest {

  private static final Workload ONE_FILE = new Workload(1, 1, 3);

  /** A wrong daemon may wait for ever for what it has spoilt. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  static List<Control> all() {
    return Control.all();
  }

  static List<Control> hard() {
    return Control.hard();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aWrongDaemonIsFoundOut(Control control) throws Exception {
    List<Edit> edits = new ArrayList<>(control.accident());
    edits.addAll(control.mistake());
    List<Path> classes = Edit.compile(edits, Files.createDirectory(folder.resolve("wrong")));

    try (World world = World.make(folder.resolve("world"), ONE_FILE)) {
      control.situation().arrange(world);
      List<Finding> findings = dead(world, control, classes);
      if (findings.isEmpty()) {
        try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL, classes)) {
          run.await(PATIENCE);
          run.kill();
        }
        findings = world.judge(true);
      }

      assertThat(findings).extracting(Finding::violation).containsAnyElementsOf(control.names());
      System.out.printf(
          "harness: found out: %s: %s%n",
          control, findings.stream().map(Finding::violation).distinct().toList());
    }
  }

  private static List<Finding> dead(World world, Control control, List<Path> classes)
      throws Exception {
    try (DaemonRun run = DaemonRun.start(world, Fate.at(control.death(), 1), classes)) {
      assertThat(run.await())
          .as(control.death() + "\n" + run.lastWords())
          .isEqualTo(CrashingDaemon.HALTED);
    }
    if (!control.accident().isEmpty()) {
      world.believeDisk();
    }
    return world.judge(false);
  }

  @ParameterizedTest
  @MethodSource("hard")
  void theDaemonAsItIsComesThroughTheSame(Control control) throws Exception {
    List<Path> classes =
        control.accident().isEmpty()
            ? List.of()
            : Edit.compile(control.accident(), Files.createDirectory(folder.resolve("accident")));

    try (World world = World.make(folder.resolve("world"), ONE_FILE)) {
      control.situation().arrange(world);
      assertThat(dead(world, control, classes)).isEmpty();
      try (DaemonRun run = DaemonRun.start(world, Fate.NATURAL)) {
        assertThat(run.await()).as(run.lastWords()).isZero();
      }
      assertThat(world.judge(true)).isEmpty();
    }
  }
}
