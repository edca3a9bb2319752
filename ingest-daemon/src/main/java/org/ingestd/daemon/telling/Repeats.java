// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a log readable when the same thing happens ten thousand times: the first is told at once,
 * the others are counted and told together once a minute. Thread-safe.
 */
final class Repeats {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(Instant told, long since) {}

  Repeats(Clock clock) {
    this.clock = clock;
  }

  /**
   * @return how many happened since the last telling, this one included; 0 if it is not to be told
   *     now
   */
  synchronized long tell(String what) {
    Instant now = clock.instant();
    Seen before = seen.get(what);
    if (before != null && now.isBefore(before.told().plus(PAUSE))) {
      seen.put(what, new Seen(before.told(), before.since() + 1));
      return 0;
    }
    seen.put(what, new Seen(now, 0));
    return before == null ? 1 : before.since() + 1;
  }
}
