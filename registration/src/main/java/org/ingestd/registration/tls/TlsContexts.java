// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.ingestd.registration.credential.ClientCertificate;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts that share one opinion of whom to trust. Each has sessions of its own: one that was
 * made without a certificate is never resumed where one must be shown. Thread-safe.
 */
public final class TlsContexts {

  /** A session that is resumed is not checked again, neither our certificate nor the server's. */
  private static final int LONGEST_RESUMPTION_SECONDS = 1;

  private final Optional<ReloadingTrust> trust;
  private final Optional<ReloadingTrust> issuerTrust;

  /**
   * @param authorities a PEM file or a directory; empty: the JDK's
   * @throws IllegalArgumentException naming the path if no certificate can be read there
   */
  public TlsContexts(Optional<Path> authorities, Clock clock) {
    this.trust = authorities.map(place -> new ReloadingTrust(place, false, clock));
    this.issuerTrust = authorities.map(place -> new ReloadingTrust(place, true, clock));
  }

  public SSLContext anonymous() {
    return context(trust, null);
  }

  /**
   * For issuers of tokens: mostly their certificates are of an authority that everybody trusts,
   * while the site's own authorities speak for Rucio. What these revoke is refused all the same.
   */
  public SSLContext towardsIssuers() {
    return context(issuerTrust, null);
  }

  /** Shows the certificate to every server that asks for one. */
  public SSLContext showing(ClientCertificate certificate) {
    return context(trust, new KeyManager[] {new ShownCertificate(certificate)});
  }

  private static SSLContext context(Optional<ReloadingTrust> trust, KeyManager @Nullable [] keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] managers = trust.map(own -> new TrustManager[] {own}).orElse(null);
      context.init(keys, managers, null);
      context.getClientSessionContext().setSessionTimeout(LONGEST_RESUMPTION_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java makes no TLS context", e);
    }
  }

  /** Whatever the host's settings allow. */
  public static SSLParameters protocols() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return parameters;
  }
}
