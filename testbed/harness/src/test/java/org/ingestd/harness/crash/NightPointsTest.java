// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ingestd.harness.crash.Kills.Chain;
import org.ingestd.harness.oracle.Wishes.Collecting;
import org.ingestd.harness.world.Workload;
import org.ingestd.harness.world.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon dies before and after all that fills, contains and closes datasets: three files go
 * into two datasets, both lie in a container, and are closed when all three are registered.
 */
final class NightPointsTest {

  private static final Workload THREE = new Workload(1, 3, 4, false);
  private static final Set<String> OF_NIGHTS =
      Set.of("call container", "call contain", "call status");

  /** They decide, and take back, which dataset a file is in. */
  private static final Set<String> AROUND = Set.of("move SETTLED>DIGESTED", "call attach");

  @TempDir private Path folder;

  private static World world(Path home) throws IOException {
    World world = World.make(home, THREE);
    world.collect(new Collecting(2, "programme"));
    return world;
  }

  @Test
  @Tag("real")
  void nothingIsWrongAfterADeathWhereDatasetsAreFilledContainedAndClosed() throws Exception {
    Kills kills = new Kills(folder, NightPointsTest::world);
    List<Point> chosen =
        kills.passedUndisturbed().stream()
            .filter(
                point ->
                    OF_NIGHTS.contains(point.operation()) || AROUND.contains(point.operation()))
            .toList();
    assertThat(chosen).hasSize(2 * (OF_NIGHTS.size() + AROUND.size()));

    List<Chain> chains =
        Stream.concat(
                EveryPointTest.chains(new LinkedHashSet<>(chosen)).stream(),
                chosen.stream()
                    .filter(point -> OF_NIGHTS.contains(point.operation()))
                    .map(point -> new Chain(List.of(point, point))))
            .toList();
    assertThat(kills.carryOut(chains, Duration.ofMinutes(10))).isEqualTo(chains.size());

    System.out.printf("harness: %d points of nights: %s%n", chosen.size(), kills.counts());
  }
}
