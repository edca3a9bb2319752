// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Duration;
import java.time.Instant;
import org.ingestd.routes.contract.SilentListener;

/** How it stands between us and Rucio, from what is heard of the calls. Thread-safe. */
final class RucioLight extends SilentListener {

  private volatile String circuit = "closed";
  private volatile boolean signInRefused;

  @Override
  public void circuit(String state) {
    circuit = state;
  }

  @Override
  public void answered(String operation, int status, String exceptionClass, Duration took) {
    if (operation.equals("sign_in") && (status == 401 || status == 403)) {
      signInRefused = true;
    }
  }

  @Override
  public void signedIn(Instant expires) {
    signInRefused = false;
  }

  String circuit() {
    return circuit;
  }

  boolean isSignInRefused() {
    return signInRefused;
  }
}
