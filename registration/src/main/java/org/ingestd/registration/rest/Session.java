// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token that works. Thread-safe: one sign-in at a time, whoever else needs it waits, or
 * goes on with the old token while that is still good.
 */
public final class Session {

  /** Is told how each sign-in went. */
  public interface Watch {
    void signedIn(Token token);

    void failed(Failure why);
  }

  /** A token refused while so young says that signing in again would not help. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration NEXT_EARLY_RENEWAL = Duration.ofMinutes(1);

  /**
   * @param renewal on the wall
   * @param got by the clock that nobody sets
   */
  private record Held(Token token, Instant renewal, Instant got) {}

  private final TokenSource source;
  private final Surroundings surroundings;
  private final Watch watch;
  private final ReentrantLock signingIn = new ReentrantLock();
  private volatile @Nullable Held held;
  private volatile @Nullable Setback setback;

  public Session(TokenSource source, Surroundings surroundings, Watch watch) {
    this.source = source;
    this.surroundings = surroundings;
    this.watch = watch;
  }

  /**
   * Whether a call would have a token. After a sign-in that failed this finds it out by trying
   * again, not more often than {@link Setback} allows, so that no caller's work has to be the try.
   */
  boolean ready() {
    Setback last = setback;
    if (last == null || isUsable(held)) {
      return true;
    }
    if (last.isResting(passed()) && !source.hasNews()) {
      return false;
    }
    try {
      token();
      return true;
    } catch (Failure notYet) {
      // Told to the watch by the sign-in itself.
      return false;
    }
  }

  String token() throws Failure {
    return current().text();
  }

  /** A token that is good now; signs in if there is none. */
  public Token current() throws Failure {
    Held current = held;
    if (current != null && isInItsTime(current)) {
      return current.token();
    }
    if (current != null && isUsable(current)) {
      return renewEarly(current);
    }
    signingIn.lock();
    try {
      Held meanwhile = held;
      return meanwhile != null && isUsable(meanwhile) ? meanwhile.token() : signIn();
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
      if (current != null && passed().isBefore(current.got().plus(FRESH))) {
        throw remembered(
            Failure.signIn(401, "CannotAuthenticate", "Rucio refuses a token just issued"));
      }
      return signIn().text();
    } finally {
      signingIn.unlock();
    }
  }

  private Token renewEarly(Held current) {
    if (!signingIn.tryLock()) {
      return current.token();
    }
    try {
      Held meanwhile = held;
      return meanwhile != null && isInItsTime(meanwhile) ? meanwhile.token() : signIn();
    } catch (Failure notYet) {
      // The old token is good for a while; whoever needs it after its end is told.
      held = new Held(current.token(), now().plus(NEXT_EARLY_RENEWAL), current.got());
      return current.token();
    } finally {
      signingIn.unlock();
    }
  }

  private Token signIn() throws Failure {
    Setback last = setback;
    if (last != null && last.forbidsTrying(passed()) && !source.hasNews()) {
      throw last.again();
    }
    Instant asked = passed();
    try {
      Token token = source.fetch();
      Duration life = Duration.between(token.issued(), token.expires());
      long untilRenewal =
          (long) (life.toMillis() * (0.75 + surroundings.random().nextDouble() / 10));
      held = new Held(token, token.issued().plusMillis(untilRenewal), asked);
      setback = null;
      watch.signedIn(token);
      return token;
    } catch (Failure failure) {
      throw remembered(failure);
    }
  }

  private Failure remembered(Failure why) {
    setback = Setback.after(setback, why, surroundings);
    watch.failed(why);
    return why;
  }

  private boolean isInItsTime(Held some) {
    return now().isBefore(some.renewal()) && !source.hasNews();
  }

  private boolean isUsable(@Nullable Held some) {
    return some != null && now().isBefore(some.token().expires());
  }

  /** Tokens are judged by the wall's clock. */
  private Instant now() {
    return surroundings.clock().instant();
  }

  private Instant passed() {
    return surroundings.steady().instant();
  }
}
