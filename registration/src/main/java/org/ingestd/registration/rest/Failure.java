// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that did not succeed. What Rucio's class means is decided elsewhere. */
public final class Failure extends Exception {

  private static final long serialVersionUID = 1L;

  /** How far the call came. */
  public enum Nature {
    /** The server answered with an error. */
    REFUSED,
    /** An answer came that cannot be Rucio's, or broke off. */
    BROKEN,
    /** Sent, and no answer: it may have been done. */
    LOST,
    /** No connection: nothing was done. */
    NOT_SENT,
    /** Held back by ourselves: circuit open, no connection free, interrupted. */
    HELD,
    /** Rucio, or the issuer of our tokens, does not take us. */
    SIGN_IN,
    /** What we would sign in with cannot be used; nobody was asked. */
    CREDENTIAL,
    /** We are taken, but for another account than the one that was configured. */
    OTHER_ACCOUNT
  }

  private final Nature nature;
  private final int status;
  private final String exceptionClass;
  private final @Nullable Duration retryAfter;

  private Failure(
      Nature nature,
      int status,
      String exceptionClass,
      String message,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter) {
    super(message, cause);
    this.nature = nature;
    this.status = status;
    this.exceptionClass = exceptionClass;
    this.retryAfter = retryAfter;
  }

  static Failure refused(
      int status, String exceptionClass, String message, @Nullable Duration retryAfter) {
    return new Failure(Nature.REFUSED, status, exceptionClass, message, null, retryAfter);
  }

  /** An answer that came but is not what it should be. */
  public static Failure broken(int status, String message, @Nullable Throwable cause) {
    return new Failure(Nature.BROKEN, status, "", message, cause, null);
  }

  public static Failure without(Nature nature, String message, @Nullable Throwable cause) {
    return new Failure(nature, 0, "", message, cause, null);
  }

  public static Failure signIn(int status, String exceptionClass, String message) {
    return new Failure(Nature.SIGN_IN, status, exceptionClass, message, null, null);
  }

  /**
   * @param message names the place, never the secret
   */
  public static Failure credential(String message) {
    return new Failure(Nature.CREDENTIAL, 0, "", message, null, null);
  }

  public static Failure otherAccount(String message) {
    return new Failure(Nature.OTHER_ACCOUNT, 0, "", message, null, null);
  }

  public Nature nature() {
    return nature;
  }

  /** HTTP status, 0 if there was no answer. */
  public int status() {
    return status;
  }

  /** Rucio's, empty if it named none. */
  public String exceptionClass() {
    return exceptionClass;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * The token is unknown or has expired: 401, and 500 from some servers (rucio#5986). 401
   * AccessDenied is another thing.
   */
  public boolean tokenRefused() {
    return nature == Nature.REFUSED
        && (status == 401 || status == 500)
        && exceptionClass.equals("CannotAuthenticate");
  }

  /** Nobody signs us in, and waiting alone will not change that. */
  public boolean signInRefused() {
    return switch (nature) {
      case SIGN_IN, CREDENTIAL, OTHER_ACCOUNT -> true;
      case REFUSED, BROKEN, LOST, NOT_SENT, HELD -> false;
    };
  }

  /** Whether the server may have done what was asked although we were not told. */
  boolean uncertain() {
    return switch (nature) {
      case LOST, BROKEN -> true;
      case REFUSED -> status > 500 && exceptionClass.isEmpty();
      case NOT_SENT, HELD, SIGN_IN, CREDENTIAL, OTHER_ACCOUNT -> false;
    };
  }
}
