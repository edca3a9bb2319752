// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    return new ReloadingTrust(
        place,
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
  void looksAgainWhenTheClockIsSetBack() throws Exception {
    ReloadingTrust trust = trust();
    Files.copy(GRID.resolve("ddac7509.r0"), place.resolve("ddac7509.r0"));
    clock = Clock.offset(clock, Duration.ofHours(-1));

    assertThatThrownBy(() -> meet(trust)).isInstanceOf(CertificateException.class);
  }
}
