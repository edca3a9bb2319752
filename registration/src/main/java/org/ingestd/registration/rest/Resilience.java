// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;

/**
 * Breaker, bulkhead and retry of one server, each named {@value #NAME} in its registry, so that
 * meters can be bound to them.
 */
public record Resilience(
    CircuitBreakerRegistry circuitBreakers, BulkheadRegistry bulkheads, RetryRegistry retries) {

  static final String NAME = "rucio";

  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_WISH = Duration.ofSeconds(3);
  private static final Duration FOR_A_CONNECTION = Duration.ofMinutes(2);

  /** A slow answer is an answer: without this, five of a minute each would open the circuit. */
  private static final Duration NEVER_TOO_SLOW = Duration.ofDays(1);

  /** How long an open circuit waits before one call is let through to see. */
  static final Duration OPEN = Duration.ofSeconds(5);

  public static Resilience of(int connections, Surroundings surroundings) {
    CircuitBreakerConfig breaker =
        CircuitBreakerConfig.custom()
            .clock(surroundings.steady())
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .slowCallDurationThreshold(NEVER_TOO_SLOW)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(1)
            .build();
    BulkheadConfig bulkhead =
        BulkheadConfig.custom()
            .maxConcurrentCalls(connections)
            .maxWaitDuration(FOR_A_CONNECTION)
            .build();
    RetryConfig retry =
        RetryConfig.custom()
            .maxAttempts(TRIES)
            .intervalBiFunction((tries, result) -> pause(tries, result, surroundings))
            .build();
    return new Resilience(
        CircuitBreakerRegistry.of(breaker), BulkheadRegistry.of(bulkhead), RetryRegistry.of(retry));
  }

  public CircuitBreaker circuit() {
    return circuitBreakers.circuitBreaker(NAME);
  }

  /** Milliseconds: the server's wish if it has one, else 0.1 s, 0.2 s, more or less. */
  private static long pause(
      int tries, Either<Throwable, Object> result, Surroundings surroundings) {
    Duration wish =
        result.isLeft() && result.getLeft() instanceof Failure failure
            ? failure.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration own = surroundings.about(FIRST_PAUSE.multipliedBy(1L << (tries - 1)));
    return Math.max(own.toMillis(), wish.toMillis());
  }

  /** A server that asks for a longer rest gets it from whoever repeats later, not from us. */
  static boolean soonEnough(Failure failure) {
    return failure.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WISH) <= 0;
  }
}
