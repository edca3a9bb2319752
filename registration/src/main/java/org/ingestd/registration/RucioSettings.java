// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where Rucio is and how to talk to it.
 *
 * @param ca a PEM file or a directory of them; empty: the JDK's
 * @param signIn how to get a token
 * @param limits how hard it may be pressed
 */
public record RucioSettings(
    URI url, String account, String vo, Optional<Path> ca, SignIn signIn, Limits limits) {

  /**
   * @param batch files per attachment call, 1 to 1000
   * @param connections calls at the same time, at most
   */
  public record Limits(int batch, int connections) {

    public static final Limits DEFAULT = new Limits(300, 8);

    public Limits {
      if (batch < 1 || batch > 1000 || connections < 1) {
        throw new IllegalArgumentException("batch " + batch + ", connections " + connections);
      }
    }
  }

  /** How we sign in. More kinds come later. */
  public sealed interface SignIn {

    /** By name and password; the password is read anew from here at each sign-in, never printed. */
    record UserPass(String username, Supplier<String> password) implements SignIn {

      @Override
      public String toString() {
        return "userpass " + username;
      }
    }
  }
}
