// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

/** One way of signing in. */
public interface TokenSource {

  /**
   * Signs in once. Called by one thread at a time.
   *
   * @throws Failure SIGN_IN, CREDENTIAL or OTHER_ACCOUNT if somebody has to change something;
   *     anything else may heal by itself
   */
  Token fetch() throws Failure;

  /**
   * Whether what {@link #fetch} reads has been replaced since it last did, so that it is worth
   * calling earlier than planned. Cheap; may be called by any thread.
   */
  default boolean hasNews() {
    return false;
  }
}
