// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.outlook.SampleSpan;
import org.junit.jupiter.api.Test;

final class SamplingTest {

  private Instant now = Samples.NOW;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void aSampleIsKeptOnceAMinute() {
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    Samples.sight(journal, "a.fits");
    Sampling sampling = new Sampling(journal, clock);

    for (int second = 0; second < 180; second += 2) {
      sampling.tryOnce();
      now = now.plusSeconds(2);
    }

    assertThat(journal.outlook().samples(SampleSpan.HOUR)).hasSize(3);
  }

  @Test
  void anAnswerThatCostsWorkIsGivenAgainUntilItIsTooOld() {
    int[] asked = {0};
    Fresh<Integer> fresh = new Fresh<>(() -> ++asked[0], Duration.ofSeconds(15), clock);

    assertThat(fresh.get()).isEqualTo(1);
    now = now.plusSeconds(14);
    assertThat(fresh.get()).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(fresh.get()).isEqualTo(2);
    now = now.minusSeconds(3600);
    assertThat(fresh.get())
        .as("a clock that was set back keeps no answer for an hour")
        .isEqualTo(3);
  }
}
