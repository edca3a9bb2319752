// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import org.ingestd.routes.contract.SilentListener;

/** How it stands between us and Rucio, from what is heard of the calls. Thread-safe. */
final class RucioLight extends SilentListener {

  private volatile String circuit = "closed";
  private volatile String signIn = "";
  private volatile String signInProblem = "";

  @Override
  public void circuit(String state) {
    circuit = state;
  }

  @Override
  public void signedIn(SignedIn how) {
    signIn = "ok";
    signInProblem = "";
  }

  /** An old token may be good still; that the next one is in question is told all the same. */
  @Override
  public void signInFailed(String method, boolean refused, String why) {
    signIn = refused ? "refused" : "away";
    signInProblem = why;
  }

  String circuit() {
    return circuit;
  }

  /** {@code ok}, {@code refused} or {@code away}, as the last try ended; empty before it. */
  String signIn() {
    return signIn;
  }

  /** Why the last try to sign in failed; empty if it did not. */
  String signInProblem() {
    return signInProblem;
  }

  boolean isSignInRefused() {
    return signIn.equals("refused");
  }
}
