// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.ingestd.journal.life.JournalFile;

/**
 * When something is tried or asked again: later each time, with jitter, so that files that failed
 * together do not come back together. Thread-safe if the random generator is.
 */
public final class Backoff {

  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
  private static final Duration FIRST_QUESTION = Duration.ofSeconds(1);
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(5);
  private static final Duration UNKNOWN_WAIT = Duration.ofSeconds(30);
  private static final int DOUBLINGS = 20;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * After a failure: 2 s, 4 s, 8 s … 10 min, each more or less by a fifth.
   *
   * @param attempts failures of this step before this one
   */
  public Instant retry(Instant now, int attempts) {
    long doubled = FIRST_RETRY.toMillis() << Math.min(attempts, DOUBLINGS);
    return now.plusMillis(jittered(Math.min(doubled, LONGEST_RETRY.toMillis())));
  }

  /**
   * When to ask again for what only time brings: half as long as the file has been waiting already,
   * but 1 s at least and 5 min at most. Needs no memory but the file's own. A file that waits since
   * a time to come was put there by a clock that was set back since: nobody knows how long it
   * waits.
   */
  public Instant question(Instant now, JournalFile file) {
    return question(now, file, LONGEST_QUESTION);
  }

  /** The same with another longest pause. */
  public Instant question(Instant now, JournalFile file, Duration longest) {
    long waited = Duration.between(file.standing().since(), now).toMillis();
    long pause =
        waited < 0 ? UNKNOWN_WAIT.toMillis() : Math.max(FIRST_QUESTION.toMillis(), waited / 2);
    return now.plusMillis(jittered(Math.min(pause, longest.toMillis())));
  }

  private long jittered(long millis) {
    long fifth = millis / 5;
    return fifth == 0 ? millis : millis + random.nextLong(-fifth, fifth + 1);
  }
}
