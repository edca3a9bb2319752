// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes clients of one authority, and proxies (RFC 3820 and older) of its certificates, which
 * the JDK does not.
 */
final class ProxyTrust extends X509ExtendedTrustManager {

  private final X509Certificate authority;

  ProxyTrust(X509Certificate authority) {
    this.authority = authority;
  }

  /** A proxy is named after its issuer, with one name more. */
  private static boolean isProxyOf(X509Certificate proxy, X509Certificate issuer) {
    String name = proxy.getSubjectX500Principal().getName();
    String own = issuer.getSubjectX500Principal().getName();
    return name.endsWith("," + own)
        && name.substring(0, name.length() - own.length() - 1)
            .matches("(?i)CN=(proxy|limited proxy|\\d+)");
  }

  static List<X509Certificate> withoutProxies(List<X509Certificate> chain) {
    int first = 0;
    while (first + 1 < chain.size() && isProxyOf(chain.get(first), chain.get(first + 1))) {
      first++;
    }
    return chain.subList(first, chain.size());
  }

  private void check(X509Certificate[] shown) throws CertificateException {
    List<X509Certificate> chain = List.of(shown);
    List<X509Certificate> own = withoutProxies(chain);
    try {
      for (int i = 0; i < chain.size() - own.size(); i++) {
        chain.get(i).checkValidity();
        chain.get(i).verify(chain.get(i + 1).getPublicKey());
      }
      List<X509Certificate> path = new ArrayList<>(own);
      path.remove(authority);
      PKIXParameters rules = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      rules.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), rules);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(
          "Not one of ours: " + chain.get(0).getSubjectX500Principal(), e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}
