// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * HTTPS with client certificates where a client shows one, as front ends of Rucio have it. Proxies
 * are taken, too.
 *
 * @param certificate PEM, of the server
 * @param key PEM in PKCS#8, RSA
 * @param authority PEM, of the clients
 */
public record TlsDoor(Path certificate, Path key, Path authority) {

  private static final char[] NO_SECRET = "in memory".toCharArray();

  ServerConnector connector(Server server, HttpConfiguration plain) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(context());
    tls.setWantClientAuth(true);
    HttpConfiguration configuration = new HttpConfiguration(plain);
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(tls, "http/1.1"),
            new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    return connector;
  }

  private SSLContext context() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("server", privateKey(), NO_SECRET, chain(certificate));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, NO_SECRET);
      TrustManager trust = new ProxyTrust((X509Certificate) chain(authority)[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), new TrustManager[] {trust}, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("No TLS with " + this, e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(Certificate[]::new);
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    List<String> lines = Files.readAllLines(key).stream().filter(l -> !l.startsWith("-")).toList();
    byte[] der = Base64.getDecoder().decode(String.join("", lines));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  /** As Apache tells it by default (RFC 2253), behind all proxies; empty without a certificate. */
  static Optional<String> clientSubject(Request request) {
    Object session = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    if (!(session instanceof EndPoint.SslSessionData data) || data.peerCertificates() == null) {
      return Optional.empty();
    }
    List<X509Certificate> own = ProxyTrust.withoutProxies(List.of(data.peerCertificates()));
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(own.get(0).getSubjectX500Principal().getName());
  }
}
