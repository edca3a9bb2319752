// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.ingestd.registration.credential.SecretFile.Stamp;

/**
 * Trusts the authorities at a place, as they are now: revocation lists are renewed every few hours
 * and must be taken without a restart. Looks at the files at most once a minute, when a connection
 * is made. While they cannot be read no connection is made. Thread-safe.
 */
final class ReloadingTrust extends X509ExtendedTrustManager {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private record Loaded(X509ExtendedTrustManager manager, List<Stamp> stamps, Instant looked) {}

  private final Path place;
  private final boolean alsoThoseOfJava;
  private final Clock clock;
  private volatile Loaded loaded;

  /**
   * @param alsoThoseOfJava whether the authorities that Java trusts by itself are trusted, too
   * @throws IllegalArgumentException naming the place if no certificate can be read there
   */
  ReloadingTrust(Path place, boolean alsoThoseOfJava, Clock clock) {
    this.place = place;
    this.alsoThoseOfJava = alsoThoseOfJava;
    this.clock = clock;
    try {
      this.loaded = load(stamps());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException("Cannot read " + place + ": " + e, e);
    }
  }

  private Loaded load(List<Stamp> stamps) throws GeneralSecurityException {
    TrustedAuthorities named = TrustedAuthorities.read(place);
    TrustedAuthorities all = alsoThoseOfJava ? named.withThoseOfJava() : named;
    return new Loaded(all.manager(), stamps, clock.instant());
  }

  private List<Stamp> stamps() throws IOException {
    List<Stamp> stamps = new ArrayList<>();
    for (Path file : TrustedAuthorities.files(place)) {
      stamps.add(Stamp.of(file));
    }
    return stamps;
  }

  private X509ExtendedTrustManager current() throws CertificateException {
    Loaded now = loaded;
    Instant instant = clock.instant();
    if (instant.isBefore(now.looked().plus(BETWEEN_LOOKS)) && !instant.isBefore(now.looked())) {
      return now.manager();
    }
    try {
      List<Stamp> stamps = stamps();
      loaded =
          stamps.equals(now.stamps()) ? new Loaded(now.manager(), stamps, instant) : load(stamps);
      return loaded.manager();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new CertificateException("The trusted authorities cannot be read: " + e, e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    current().checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    current().checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    current().checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    current().checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    current().checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    current().checkClientTrusted(chain, authType);
  }

  /** Only a hint for servers that ask for certificates. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return loaded.manager().getAcceptedIssuers();
  }
}
