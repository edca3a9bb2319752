// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.ingestd.daemon.config.model.Config;
import org.ingestd.daemon.config.model.ListenAddress;
import org.ingestd.daemon.config.model.RemoteConfig;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.signin.OperatorTokens;
import org.ingestd.registration.tls.TlsContexts;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;

/** The page for other machines, as it is configured. */
final class Remote {

  private Remote() {}

  /**
   * @param listener is told of the certificate
   * @return empty if they are not served
   * @throws IOException if the address or certificate cannot be used
   */
  static Optional<RemoteDoor> door(Config config, WatchedClock clock, IngestListener listener)
      throws IOException {
    RemoteConfig remote = config.http().remote();
    if (remote.listen().isEmpty()) {
      return Optional.empty();
    }
    ListenAddress listen = remote.listen().get();
    return Optional.of(
        new RemoteDoor(
            new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port()),
            certificate(remote, clock, listener),
            tokens(config, clock)));
  }

  private static ServedCertificate certificate(
      RemoteConfig remote, WatchedClock clock, IngestListener listener) throws IOException {
    try {
      return ServedCertificate.read(
          new ClientCertificate.Place.Pair(
              remote.certificate().orElseThrow(), remote.key().orElseThrow()),
          clock,
          listener);
    } catch (CredentialUnusable e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<OperatorTokens> tokens(Config config, WatchedClock clock) {
    RemoteConfig.Operators operators = config.http().remote().operators();
    return operators
        .issuer()
        .map(
            issuer ->
                new OperatorTokens(
                    new OperatorTokens.Wanted(
                        issuer, operators.audience(), operators.group(), operators.scope()),
                    new TlsContexts(config.rucio().ca(), clock),
                    clock,
                    clock.steady()));
  }
}
