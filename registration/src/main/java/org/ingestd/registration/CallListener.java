// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Is told what happens between us and Rucio. Called by the calling threads; must not throw. */
public interface CallListener {

  /**
   * A request is about to be sent. Does nothing unless it is overridden: few care.
   *
   * @param operation one of {@link org.ingestd.registration.rest.Request#OPERATIONS}
   */
  default void calling(String operation) {}

  /**
   * @param operation one of {@link org.ingestd.registration.rest.Request#OPERATIONS}
   * @param status 0 if no answer came
   * @param exceptionClass Rucio's, or empty
   */
  void answered(String operation, int status, String exceptionClass, Duration took);

  /** The circuit changed: {@code closed}, {@code open}, {@code half_open}. */
  void circuit(String state);

  /** A new token. */
  void signedIn(SignedIn how);

  /**
   * No new token.
   *
   * @param method of signing in
   * @param refused somebody has to change something; else what we asked is away
   * @param why one line, without secrets
   */
  void signInFailed(String method, boolean refused, String why);

  /**
   * @param method of signing in
   * @param tokenEnds by our own clock
   * @param credentialEnds of the certificate or proxy behind it, if there is one
   */
  record SignedIn(String method, Instant tokenEnds, Optional<Instant> credentialEnds) {}

  /** Tells nobody. */
  CallListener NONE =
      new CallListener() {
        @Override
        public void answered(String operation, int status, String exceptionClass, Duration took) {}

        @Override
        public void circuit(String state) {}

        @Override
        public void signedIn(SignedIn how) {}

        @Override
        public void signInFailed(String method, boolean refused, String why) {}
      };
}
