// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WorkBellTest {

  private final WorkBell bell = new WorkBell();

  @Test
  @Timeout(20)
  void aRingBetweenLookingAndWaitingIsNotMissed() throws InterruptedException {
    long heard = bell.heard(FileState.SETTLED);
    bell.ring(FileState.SETTLED);

    assertThat(bell.await(FileState.SETTLED, heard, Duration.ofHours(1))).isTrue();

    assertThat(bell.heard(FileState.SETTLED)).isEqualTo(heard + 1);
  }

  @Test
  @Timeout(20)
  void ringsOfOtherStatesDoNotWake() throws InterruptedException {
    long heard = bell.heard(FileState.SETTLED);
    bell.ring(FileState.DIGESTED);
    long begin = System.nanoTime();

    boolean rung = bell.await(FileState.SETTLED, heard, Duration.ofMillis(50));

    assertThat(rung).isFalse();
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
  }
}
