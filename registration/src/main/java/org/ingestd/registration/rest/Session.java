// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token that works. Thread-safe: one sign-in at a time, whoever else needs it waits, or
 * goes on with the old token while that is still good.
 */
public final class Session {

  /** After a refusal; doubled with each further one, so that no account gets locked. */
  private static final Duration FIRST_REST = Duration.ofSeconds(30);

  private static final Duration LONGEST_REST = Duration.ofMinutes(15);

  /** A token refused while so young says that signing in again would not help. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration NEXT_EARLY_RENEWAL = Duration.ofMinutes(1);

  private record Held(Token token, Instant renewal) {}

  private record Refused(Failure why, int times, Instant until) {}

  private final TokenSource source;
  private final Surroundings surroundings;
  private final Consumer<Instant> signedIn;
  private final ReentrantLock signingIn = new ReentrantLock();
  private volatile @Nullable Held held;
  private volatile @Nullable Refused refused;

  public Session(TokenSource source, Surroundings surroundings, Consumer<Instant> signedIn) {
    this.source = source;
    this.surroundings = surroundings;
    this.signedIn = signedIn;
  }

  /** A sign-in was refused lately, so that none will be tried now. */
  boolean resting() {
    Refused last = refused;
    return last != null && now().isBefore(last.until()) && !usable(held);
  }

  String token() throws Failure {
    Held current = held;
    if (current != null && now().isBefore(current.renewal())) {
      return current.token().text();
    }
    if (current != null && usable(current)) {
      return renewEarly(current);
    }
    signingIn.lock();
    try {
      Held meanwhile = held;
      return meanwhile != null && usable(meanwhile) ? meanwhile.token().text() : signIn();
    } finally {
      signingIn.unlock();
    }
  }

  /** Another token than the one that Rucio has just refused. */
  String insteadOf(String bad) throws Failure {
    signingIn.lock();
    try {
      Held current = held;
      if (current != null && !current.token().text().equals(bad)) {
        return current.token().text();
      }
      held = null;
      if (current != null && now().isBefore(current.token().issued().plus(FRESH))) {
        throw rest(Failure.signIn(401, "CannotAuthenticate", "Rucio refuses a token just issued"));
      }
      return signIn();
    } finally {
      signingIn.unlock();
    }
  }

  private String renewEarly(Held current) {
    if (!signingIn.tryLock()) {
      return current.token().text();
    }
    try {
      Held meanwhile = held;
      return meanwhile != null && now().isBefore(meanwhile.renewal())
          ? meanwhile.token().text()
          : signIn();
    } catch (Failure notYet) {
      // The old token is good for a while; whoever needs it after its end is told.
      held = new Held(current.token(), now().plus(NEXT_EARLY_RENEWAL));
      return current.token().text();
    } finally {
      signingIn.unlock();
    }
  }

  private String signIn() throws Failure {
    Refused last = refused;
    if (last != null && now().isBefore(last.until())) {
      throw Failure.signIn(
          last.why().status(),
          last.why().exceptionClass(),
          last.why().getMessage() + " (next try after " + last.until() + ")");
    }
    try {
      Token token = source.fetch();
      Duration life = Duration.between(token.issued(), token.expires());
      long untilRenewal =
          (long) (life.toMillis() * (0.75 + surroundings.random().nextDouble() / 10));
      held = new Held(token, token.issued().plusMillis(untilRenewal));
      refused = null;
      signedIn.accept(token.expires());
      return token.text();
    } catch (Failure failure) {
      throw failure.nature() == Failure.Nature.SIGN_IN ? rest(failure) : failure;
    }
  }

  private Failure rest(Failure why) {
    Refused last = refused;
    int times = last == null ? 1 : last.times() + 1;
    Duration rest = FIRST_REST.multipliedBy(1L << Math.min(times - 1, 10));
    Duration bounded = rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    refused = new Refused(why, times, now().plus(surroundings.about(bounded)));
    return why;
  }

  private boolean usable(@Nullable Held some) {
    return some != null && now().isBefore(some.token().expires());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
