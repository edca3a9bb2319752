// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

/** One way of signing in. */
public interface TokenSource {

  /**
   * Signs in once. Called by one thread at a time.
   *
   * @throws Failure SIGN_IN if Rucio refuses us; anything else may heal by itself
   */
  Token fetch() throws Failure;
}
