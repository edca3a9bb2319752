// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.clock.WatchedClock;

/**
 * Since when files are known to be unchanged, by our own clock. The due time in the journal alone
 * does not tell: a marker or a replay makes a file due at once. Not durable on purpose: after a
 * restart every quiet time starts again. Thread-safe.
 */
final class QuietTimes {

  private static final int REMEMBERED = 100_000;

  private final WatchedClock clock;
  private final Instant start;
  private final Map<Long, Instant> changes =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
              return size() > REMEMBERED;
            }
          });

  /**
   * @param clock its time now is the start: before it nothing was watched
   */
  QuietTimes(WatchedClock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  void changed(JournalFile file, Instant when) {
    changes.put(file.id(), when);
  }

  void forget(JournalFile file) {
    changes.remove(file.id());
  }

  /**
   * When the file will have been unchanged so long, if it stays as it is. The file system's own
   * change time only makes it later, and only if it is not in our future: its clock may differ.
   * When our own clock was stepped, no time from before says how long ago that was: all start
   * again.
   */
  Instant quietFrom(JournalFile file, Duration quiet, Instant now) {
    if (quiet.isZero()) {
      return Instant.MIN;
    }
    Instant lastStep = clock.lastStep();
    // A start from before a step back would lie in the future.
    Instant watchedSince = lastStep.equals(Instant.MIN) ? start : lastStep;
    return Stream.of(
            file.standing().since(),
            changes.getOrDefault(file.id(), watchedSince),
            Instant.ofEpochSecond(0, file.stamp().ctimeNanos()))
        .filter(time -> time.isAfter(watchedSince) && !time.isAfter(now))
        .max(Comparator.naturalOrder())
        .orElse(watchedSince)
        .plus(quiet);
  }
}
