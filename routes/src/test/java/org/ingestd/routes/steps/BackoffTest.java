// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  @Test
  void pausesGrowToTheLongestAndNoFurther() {
    Backoff backoff = new Backoff(new Random(1));

    for (int attempts = 0; attempts < 200; attempts++) {
      Duration pause = Duration.between(NOW, backoff.retry(NOW, attempts));
      long wanted = Math.min(2000L << Math.min(attempts, 20), 600_000);
      assertThat(pause.toMillis()).isBetween(wanted * 4 / 5, wanted * 6 / 5);
    }
  }

  @Test
  void filesThatFailedTogetherDoNotComeBackTogether() {
    Backoff backoff = new Backoff(new Random(1));

    long distinct =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(i -> backoff.retry(NOW, 5))
            .distinct()
            .count();

    assertThat(distinct).isGreaterThan(90);
  }
}
