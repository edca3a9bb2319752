// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS: only the authorities that were named are trusted, and the host must be the right one. */
class TrustTest {

  private static final Path GRID = Certificates.ALL.resolve("grid");
  private static final Path FILE = Certificates.ALL.resolve("site.pem");

  @TempDir Path home;

  private final TickingClock clock = new TickingClock();
  private @Nullable EmbeddedCatalogue server;

  private RucioClient client(String certificate, Optional<Path> ca) {
    server =
        EmbeddedCatalogue.start(
            home, home, CatalogueSettings.DEFAULT.withTls(Certificates.door(certificate)));
    return client(served().tlsUrl(), ca);
  }

  private EmbeddedCatalogue served() {
    return Objects.requireNonNull(server, "server");
  }

  private RucioClient client(URI url, Optional<Path> ca) {
    RucioSettings settings =
        new RucioSettings(
            url,
            "ingest",
            "def",
            ca,
            new RucioSettings.SignIn.UserPass("someone", () -> "pw"),
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(
        settings, new Surroundings(clock, clock, new Random(1)), CallListener.NONE);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"site.pem", "grid"})
  void trustsTheNamedAuthorityFromAFileOrADirectory(String place) throws Exception {
    try (RucioClient client = client("server", Optional.of(Certificates.ALL.resolve(place)))) {
      assertThat(client.serverVersion()).startsWith("41");
    }
  }

  @Test
  void readsEveryPemFileOfADirectoryWithoutHashedNames() throws Exception {
    Path directory = Files.createDirectory(home.resolve("certificates"));
    Files.copy(FILE, directory.resolve("site.pem"));
    Files.writeString(directory.resolve("README"), "no certificate");
    try (RucioClient client = client("server", Optional.of(directory))) {
      assertThat(client.serverVersion()).startsWith("41");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "server-elsewhere, No subject alternative DNS name matching localhost",
    "server-ended, its certificate has ended",
    "server-of-other, no authority that we trust",
    "server-of-nobody, no authority that we trust",
    "server-revoked, its certificate was revoked on 2026"
  })
  void refusesAServerThatIsNotWhoItSays(String certificate, String words) {
    try (RucioClient client = client(certificate, Optional.of(GRID))) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::serverVersion).hasMessageContaining(words);
      clock.tick(Duration.ofMinutes(1));
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::account).hasMessageContaining(words);
    }
    assertThat(served().calls().of(Operation.PING)).as("calls that came through").isZero();
  }

  @Test
  void anAuthorityWithoutAListIsTrustedWithoutOne() throws Exception {
    try (RucioClient client = client("server-revoked", Optional.of(FILE))) {
      assertThat(client.serverVersion()).startsWith("41");
    }
  }

  @Test
  void trustsNobodyElse() {
    try (RucioClient client = client("server", Optional.empty())) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::serverVersion)
          .hasMessageContaining("no authority that we trust");
    }
  }

  @Test
  void makesNoConnectionWhileTheAuthoritiesCannotBeRead() throws Exception {
    Path file = Files.copy(FILE, home.resolve("ca.pem"));
    try (RucioClient client = client("server", Optional.of(file))) {
      Files.writeString(file, "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n");
      clock.tick(Duration.ofMinutes(2));
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::serverVersion)
          .hasMessageContaining("authorities cannot be read");

      Files.copy(FILE, home.resolve("new"));
      Files.move(home.resolve("new"), file, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      clock.tick(Duration.ofMinutes(2));
      assertThat(client.serverVersion()).startsWith("41");
    }
  }

  @Test
  void refusesAPlaceWithoutCertificates() {
    URI nowhere = URI.create("https://localhost:9");
    assertThatThrownBy(() -> client(nowhere, Optional.of(Certificates.ALL.resolve("robot.key"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("robot.key");
    assertThatThrownBy(() -> client(nowhere, Optional.of(home.resolve("nowhere"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere");
  }
}
