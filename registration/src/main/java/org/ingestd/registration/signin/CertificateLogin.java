// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.signin;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile.Stamp;
import org.ingestd.registration.rest.Failure;
import org.ingestd.registration.rest.Identity;
import org.ingestd.registration.rest.Token;
import org.ingestd.registration.rest.TokenSource;
import org.ingestd.registration.rest.Transport;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /auth/x509}: a certificate or a proxy, shown in the TLS handshake. The files are read
 * anew at each sign-in after they changed.
 */
final class CertificateLogin implements TokenSource {

  private final RucioLogin login;
  private final ClientCertificate.Place place;
  private final Function<ClientCertificate, Transport> connections;
  private volatile @Nullable List<Stamp> read;
  private @Nullable ClientCertificate certificate;
  private @Nullable Transport transport;

  /**
   * @param connections makes those that show a certificate
   */
  CertificateLogin(
      RucioLogin login,
      ClientCertificate.Place place,
      Function<ClientCertificate, Transport> connections) {
    this.login = login;
    this.place = place;
    this.connections = connections;
  }

  @Override
  public Token fetch() throws Failure {
    ClientCertificate ours = current();
    Instant now = login.clock().instant();
    if (!now.isBefore(ours.ends())) {
      throw Failure.credential("The " + ours + " has ended: renew " + names());
    }
    Transport connection = transport;
    if (connection == null) {
      connection = connections.apply(ours);
      transport = connection;
    }
    Identity who = new Identity("x509", ours.subject(), Optional.of(ours.ends()), Optional.empty());
    try {
      return login.ask(
          connection, ours.isProxy() ? "/auth/x509_proxy" : "/auth/x509", Map.of(), who);
    } catch (Failure failure) {
      throw isOurCertificateRefused(failure)
          ? Failure.signIn(
              0, "", "The server does not accept the " + ours + ": " + failure.getMessage())
          : failure;
    }
  }

  /** A handshake that the other side ended, neither for a network's fault nor for our doubts. */
  private static boolean isOurCertificateRefused(Failure failure) {
    Throwable cause = failure.getCause();
    boolean refused = false;
    while (cause != null) {
      if (cause instanceof SSLException) {
        refused = true;
      } else if (cause instanceof GeneralSecurityException
          || cause instanceof HttpTimeoutException
          || cause instanceof EOFException
          || cause instanceof SocketException) {
        return false;
      }
      cause = cause.getCause();
    }
    return refused;
  }

  private ClientCertificate current() throws Failure {
    List<Stamp> stamps = stamps();
    ClientCertificate known = certificate;
    if (known != null && !stamps.isEmpty() && stamps.equals(read)) {
      return known;
    }
    try {
      read = stamps;
      ClientCertificate fresh = ClientCertificate.read(place);
      certificate = fresh;
      transport = null;
      return fresh;
    } catch (CredentialUnusable e) {
      certificate = null;
      throw Failure.credential(String.valueOf(e.getMessage()));
    }
  }

  private List<Stamp> stamps() {
    List<Stamp> stamps = new ArrayList<>();
    try {
      for (var file : place.files()) {
        stamps.add(Stamp.of(file));
      }
      return stamps;
    } catch (IOException unreadable) {
      // Reading them says why.
      return List.of();
    }
  }

  private String names() {
    return String.join(" and ", place.files().stream().map(Object::toString).toList());
  }

  /** A proxy is often renewed while the daemon waits for just that. */
  @Override
  public boolean hasNews() {
    List<Stamp> before = read;
    return before != null && !before.equals(stamps());
  }
}
