// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** One connection over TLS from "another machine", which trusts these certificates only. */
public final class Visitor implements AutoCloseable {

  private final SSLSocket socket;

  private Visitor(SSLSocket socket) {
    this.socket = socket;
  }

  public static Visitor to(int port, GeneratedCertificate... trusted) throws Exception {
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    for (GeneratedCertificate each : trusted) {
      authorities.setCertificateEntry(
          each.certificate().getSerialNumber().toString(), each.certificate());
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    return new Visitor(socket);
  }

  /** What the other side has shown. */
  public X509Certificate shown() throws IOException {
    Certificate first = socket.getSession().getPeerCertificates()[0];
    return (X509Certificate) first;
  }

  /** Asks once more on the same connection; gives back the first line of the answer. */
  public String ask() throws IOException {
    socket.getOutputStream().write("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    String first = lines.readLine();
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = lines.readLine();
    }
    return String.valueOf(first);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
