// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.signin.OperatorTokens;

/**
 * Where other machines come in: over TLS, by a name that stands in the certificate (so that a page
 * elsewhere cannot reach us under a name of its own), and with a token.
 *
 * @param tokens whose bearers are let in beside that of api-token; empty: none
 */
public record RemoteDoor(
    InetSocketAddress listen, ServedCertificate certificate, Optional<OperatorTokens> tokens) {

  private static final String NAME = "remote";

  /** Not started yet. */
  public ServerConnector connector(Server server) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    String password = UUID.randomUUID().toString();
    tls.setKeyStorePassword(password);
    certificate.wornBy(each -> wear(tls, keys(each, password)));
    tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.addCustomizer(new SecureRequestCustomizer());
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(tls, "http/1.1"),
            new HttpConnectionFactory(configuration));
    connector.setName(NAME);
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    return connector;
  }

  /** Connections that there are go on with what they have; the port stays open. */
  private static void wear(SslContextFactory.Server tls, KeyStore keys) {
    try {
      if (tls.isRunning()) {
        tls.reload(same -> same.setKeyStore(keys));
      } else {
        tls.setKeyStore(keys);
      }
    } catch (Exception e) {
      throw new IllegalStateException("The certificate cannot be served", e);
    }
  }

  private static KeyStore keys(ClientCertificate certificate, String password) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          NAME,
          certificate.key(),
          password.toCharArray(),
          certificate.chain().toArray(Certificate[]::new));
      return keys;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("The certificate cannot be served", e);
    }
  }

  /** Whether a request came in here. */
  static boolean isOf(org.eclipse.jetty.server.Request request) {
    return NAME.equals(request.getConnectionMetaData().getConnector().getName());
  }
}
