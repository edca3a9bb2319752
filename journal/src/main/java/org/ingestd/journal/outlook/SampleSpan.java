// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Duration;
import java.time.Instant;

/** How far back samples are kept, and how close to each other: the older, the fewer. */
public enum SampleSpan {
  HOUR(Duration.ofMinutes(1), Duration.ofHours(1)),
  DAY(Duration.ofMinutes(5), Duration.ofDays(1)),
  WEEK(Duration.ofMinutes(30), Duration.ofDays(7));

  private final Duration step;
  private final Duration length;

  SampleSpan(Duration step, Duration length) {
    this.step = step;
    this.length = length;
  }

  /** From one sample to the next. */
  public Duration step() {
    return step;
  }

  /** From now to the oldest one. */
  public Duration length() {
    return length;
  }

  /** The step that a moment belongs to, by its beginning. */
  public Instant stepOf(Instant moment) {
    long seconds = moment.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  /** What is older is not kept. */
  public Instant oldest(Instant now) {
    return stepOf(now).minus(length);
  }
}
