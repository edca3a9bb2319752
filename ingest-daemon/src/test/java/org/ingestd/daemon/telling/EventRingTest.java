// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Test;

class EventRingTest {

  private final EventRing ring = new EventRing(3, Samples.CLOCK);

  @Test
  void keepsOnlyTheLastEvents() {
    for (int i = 1; i <= 5; i++) {
      ring.degraded("rucio", "reason " + i);
    }

    assertThat(ring.after(0)).extracting(Event::number).containsExactly(3L, 4L, 5L);
    assertThat(ring.after(4)).extracting(Event::text).containsExactly("rucio: reason 5");
  }

  @Test
  void anOutageIsTwoEventsHoweverOftenTheCircuitTries() {
    for (int i = 0; i < 100; i++) {
      ring.circuit("open");
      ring.circuit("half_open");
    }
    ring.circuit("closed");
    ring.circuit("open");

    assertThat(ring.after(0))
        .extracting(Event::text)
        .containsExactly("Rucio does not answer", "Rucio answers again", "Rucio does not answer");
  }

  @Test
  void aFileOnItsWayIsNoEventButOneThatNeedsAPersonIs() {
    Journal journal = Samples.journal(ring);
    var file = Samples.sight(journal, "a.fits").get(0);

    assertThat(ring.after(0)).isEmpty();
    Samples.quarantine(journal, file, ProblemCode.CONFLICT);

    assertThat(ring.after(0))
        .singleElement()
        .satisfies(event -> assertThat(event.level()).isEqualTo("critical"))
        .satisfies(event -> assertThat(event.path()).isEqualTo("a.fits"));
  }

  @Test
  void waitingEndsWhenNothingHappens() throws InterruptedException {
    assertThat(ring.await(0, Duration.ofMillis(1))).isEqualTo(List.of());
  }

  @Test
  void waitingEndsAtOnceWhenSomethingHasHappened() throws InterruptedException {
    ring.sourceOffline("lst1", "not mounted");

    assertThat(ring.await(0, Duration.ofHours(1))).hasSize(1);
  }
}
