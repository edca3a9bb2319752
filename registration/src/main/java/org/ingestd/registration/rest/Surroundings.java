// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Time, waiting and chance, so that tests can tick.
 *
 * @param random must be thread-safe
 */
public record Surroundings(Clock clock, Waiting waiting, RandomGenerator random) {

  /** How a thread waits between two tries. */
  @FunctionalInterface
  public interface Waiting {
    void pause(Duration length) throws InterruptedException;
  }

  /** Threads that really sleep, and real chance. */
  public static Surroundings real(Clock clock) {
    return new Surroundings(clock, length -> Thread.sleep(length.toMillis()), new Random());
  }

  /** The length, made up to a quarter shorter or longer by chance. */
  public Duration about(Duration length) {
    return Duration.ofMillis((long) (length.toMillis() * (0.75 + random.nextDouble() / 2)));
  }
}
