// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that failed, and how long to let it be. A refusal by Rucio or an issuer rests longer
 * each time, so that no account gets locked; a file of ours that cannot be used is looked at again
 * soon; a server that is away may be asked by any call, but {@link Session#ready} does so only
 * every few seconds.
 *
 * @param until by the clock that nobody sets
 * @param toldUntil the same on the wall, as it was then
 */
record Setback(Failure why, int refusals, Instant until, Instant toldUntil) {

  private static final Duration FIRST_REST = Duration.ofSeconds(30);
  private static final Duration LONGEST_REST = Duration.ofMinutes(15);
  private static final Duration SHORT_REST = Duration.ofSeconds(10);
  private static final Duration WHILE_AWAY = Duration.ofSeconds(5);

  static Setback after(@Nullable Setback before, Failure why, Surroundings surroundings) {
    int earlier = before == null ? 0 : before.refusals();
    return switch (why.nature()) {
      case SIGN_IN, OTHER_ACCOUNT -> {
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(earlier, 10));
        Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
        yield of(why, earlier + 1, surroundings.about(bounded), surroundings);
      }
      case CREDENTIAL -> of(why, earlier, SHORT_REST, surroundings);
      case REFUSED, BROKEN, LOST, NOT_SENT, HELD -> of(why, earlier, WHILE_AWAY, surroundings);
    };
  }

  private static Setback of(Failure why, int refusals, Duration rest, Surroundings surroundings) {
    return new Setback(
        why,
        refusals,
        surroundings.steady().instant().plus(rest),
        surroundings.clock().instant().plus(rest));
  }

  boolean isResting(Instant passed) {
    return passed.isBefore(until);
  }

  /** Whether even a call that needs a token must not try. */
  boolean forbidsTrying(Instant passed) {
    return why.signInRefused() && isResting(passed);
  }

  /** The same failure for another caller. */
  Failure again() {
    String message = why.getMessage() + " (next try after " + toldUntil + ")";
    return switch (why.nature()) {
      case CREDENTIAL -> Failure.credential(message);
      case OTHER_ACCOUNT -> Failure.otherAccount(message);
      default -> Failure.signIn(why.status(), why.exceptionClass(), message);
    };
  }
}
