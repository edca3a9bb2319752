// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Authorities and revocation lists that change while a daemon runs. */
class ReloadingTrustTest {

  private static final Path ALL = Path.of("..", "test-data", "certificates");
  private static final Path GRID = ALL.resolve("grid");
  private static final Instant START = Instant.parse("2026-11-22T20:00:00Z");

  @TempDir Path place;

  private Clock clock = Clock.fixed(START, ZoneOffset.UTC);

  @BeforeEach
  void withoutAList() throws Exception {
    Files.copy(GRID.resolve("ddac7509.0"), place.resolve("ddac7509.0"));
  }

  private ReloadingTrust trust() {
    return trust(false);
  }

  private ReloadingTrust trust(boolean alsoThoseOfJava) {
    return new ReloadingTrust(
        place,
        alsoThoseOfJava,
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return clock.instant();
          }
        });
  }

  private static void meet(ReloadingTrust trust) throws Exception {
    try (InputStream file = Files.newInputStream(ALL.resolve("server-revoked.pem"))) {
      X509Certificate[] chain = {
        (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file)
      };
      trust.checkServerTrusted(chain, "ECDHE_RSA");
    }
  }

  @Test
  void takesANewRevocationListWithinTwoMinutes() throws Exception {
    ReloadingTrust trust = trust();
    meet(trust);

    Files.copy(GRID.resolve("ddac7509.r0"), place.resolve("ddac7509.r0"));
    assertThatCode(() -> meet(trust)).as("not looked at again yet").doesNotThrowAnyException();
    clock = Clock.offset(clock, Duration.ofMinutes(2));

    assertThatThrownBy(() -> meet(trust))
        .isInstanceOf(CertificateException.class)
        .hasRootCauseInstanceOf(CertificateRevokedException.class);
  }

  @Test
  void stopsTrustingAnAuthorityThatIsTakenAway() throws Exception {
    ReloadingTrust trust = trust();
    meet(trust);

    Files.copy(ALL.resolve("other.pem"), place.resolve("0a1b2c3d.0"));
    Files.delete(place.resolve("ddac7509.0"));
    clock = Clock.offset(clock, Duration.ofMinutes(2));

    assertThatThrownBy(() -> meet(trust)).isInstanceOf(CertificateException.class);
  }

  @Test
  void trustsTheNamedOnesAndThoseOfJavaWhereBothCount() throws Exception {
    ReloadingTrust both = trust(true);
    TrustManagerFactory java =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    java.init((KeyStore) null);
    X509Certificate[] ofJava = ((X509TrustManager) java.getTrustManagers()[0]).getAcceptedIssuers();

    meet(both);

    assertThat(both.getAcceptedIssuers()).hasSize(ofJava.length + 1).contains(ofJava);
    assertThat(trust(false).getAcceptedIssuers()).hasSize(1);
  }

  @Test
  void whatANamedAuthorityRevokedIsRefusedWhereThoseOfJavaCountToo() throws Exception {
    Files.copy(GRID.resolve("ddac7509.r0"), place.resolve("ddac7509.r0"));

    assertThatThrownBy(() -> meet(trust(true)))
        .isInstanceOf(CertificateException.class)
        .hasRootCauseInstanceOf(CertificateRevokedException.class);
  }

  @Test
  void looksAgainWhenTheClockIsSetBack() throws Exception {
    ReloadingTrust trust = trust();
    Files.copy(GRID.resolve("ddac7509.r0"), place.resolve("ddac7509.r0"));
    clock = Clock.offset(clock, Duration.ofHours(-1));

    assertThatThrownBy(() -> meet(trust)).isInstanceOf(CertificateException.class);
  }
}
