// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Time, waiting and chance, so that tests can tick.
 *
 * @param clock on the wall: tokens and certificates are judged by it
 * @param steady which nobody sets, for waits and answers that are trusted for a while; its times
 *     are only compared with each other
 * @param random must be thread-safe
 */
public record Surroundings(Clock clock, Clock steady, Waiting waiting, RandomGenerator random) {

  /** With a wall's clock that nobody sets. */
  public Surroundings(Clock clock, Waiting waiting, RandomGenerator random) {
    this(clock, clock, waiting, random);
  }

  /** How a thread waits between two tries. */
  @FunctionalInterface
  public interface Waiting {
    void pause(Duration length) throws InterruptedException;
  }

  /** Threads that really sleep, and real chance. */
  public static Surroundings real(Clock clock, Clock steady) {
    return new Surroundings(clock, steady, length -> Thread.sleep(length.toMillis()), new Random());
  }

  /** The length, made up to a quarter shorter or longer by chance. */
  public Duration about(Duration length) {
    return Duration.ofMillis((long) (length.toMillis() * (0.75 + random.nextDouble() / 2)));
  }
}
