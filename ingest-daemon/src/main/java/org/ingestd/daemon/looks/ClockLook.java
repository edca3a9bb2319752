// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.RucioException;

/** How far our clock is from Rucio's, to the second that HTTP tells. */
final class ClockLook implements Look {

  private final RucioClient rucio;
  private final Clock clock;
  private final Duration good;
  private final Rows offset;
  private volatile Optional<Seen> last = Optional.empty();

  private record Seen(Duration offset, Instant until) {}

  ClockLook(MeterRegistry registry, RucioClient rucio, Clock clock, Duration good) {
    this.rucio = rucio;
    this.clock = clock;
    this.good = good;
    this.offset =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.clock.offset.seconds",
            "Our clock minus the Rucio server's, to a second");
  }

  @Override
  public void look() {
    if (rucio.available()) {
      try {
        Instant before = clock.instant();
        Duration off = Duration.between(rucio.serverTime(), before);
        offset.put(Tags.empty(), off.toMillis() / 1000.0);
        last = Optional.of(new Seen(off, before.plus(good)));
      } catch (RucioException away) {
        // what is in the way is told by those who need Rucio
      }
    }
    offset.show();
  }

  /** As it was seen last, if that may still be believed. */
  Optional<Duration> offset() {
    return last.filter(seen -> clock.instant().isBefore(seen.until())).map(Seen::offset);
  }
}
