// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.jspecify.annotations.Nullable;

/** Notices that nothing moves any more, so that a demonstration that hangs ends by itself. */
final class Stillness {

  private final Clock clock;
  private final Duration patience;
  private Instant since;
  private @Nullable Map<FileState, Long> last;
  private long lastProduced;

  Stillness(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.since = clock.instant();
  }

  boolean lastsTooLong(long produced, Census census) {
    Map<FileState, Long> now = new EnumMap<>(FileState.class);
    for (FileState state : FileState.values()) {
      now.put(state, LiveLine.count(census, state));
    }
    if (!now.equals(last) || produced != lastProduced) {
      last = now;
      lastProduced = produced;
      since = clock.instant();
    }
    return Duration.between(since, clock.instant()).compareTo(patience) > 0;
  }
}
