// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.signin.Ways;

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

  /** How we sign in. No text of these holds a secret. */
  public sealed interface SignIn {

    /** As it is written in the configuration. */
    String method();

    /** Where one signs in; empty: where everything else is asked, too. */
    default Optional<URI> door() {
      return Optional.empty();
    }

    /** By name and password; the password is read anew from here at each sign-in, never printed. */
    record UserPass(String username, Supplier<String> password, Optional<URI> door)
        implements SignIn {

      /** At the server itself. */
      public UserPass(String username, Supplier<String> password) {
        this(username, password, Optional.empty());
      }

      @Override
      public String method() {
        return "userpass";
      }

      @Override
      public String toString() {
        return "userpass " + username;
      }
    }

    /** By a certificate, or a proxy of one, that is shown in the TLS handshake. */
    record Certificate(ClientCertificate.Place place, Optional<URI> door) implements SignIn {

      /** At the server itself. */
      public Certificate(ClientCertificate.Place place) {
        this(place, Optional.empty());
      }

      @Override
      public String method() {
        return "x509";
      }

      @Override
      public String toString() {
        return "x509 " + place.files();
      }
    }

    /** By a JWT that an OpenID issuer gives us for our own name and secret. */
    record Oidc(URI issuer, String clientId, Supplier<String> clientSecret, Ways.Wish wish)
        implements SignIn {

      @Override
      public String method() {
        return "oidc";
      }

      @Override
      public String toString() {
        return "oidc " + clientId + " at " + issuer + " " + wish;
      }
    }

    /** By a token that somebody else keeps fresh in a file. */
    record TokenFile(BearerTokenFile place) implements SignIn {

      @Override
      public String method() {
        return "token-file";
      }

      @Override
      public String toString() {
        return "token-file " + place.named().map(Object::toString).orElse("");
      }
    }
  }
}
