// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.credential.ClientCertificate.Place;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with certificates and proxies, over TLS that really looks at them. */
class CertificateSignInTest {

  @TempDir Path home;

  private final TickingClock clock = new TickingClock();
  private final List<String> told = new ArrayList<>();
  private Certificates certificates;
  private EmbeddedCatalogue server;

  @BeforeEach
  void start() {
    certificates = new Certificates(home);
    server =
        EmbeddedCatalogue.start(home, home, CatalogueSettings.DEFAULT.withTls(Certificates.door()));
    server
        .admin()
        .addIdentity("CN=Robot Ingest,O=Test,DC=example,DC=org", List.of("clerk", "ingest"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RucioClient client(Place place) {
    return client(server.tlsUrl(), new RucioSettings.SignIn.Certificate(place));
  }

  private RucioClient client(URI url, RucioSettings.SignIn signIn) {
    RucioSettings settings =
        new RucioSettings(
            url,
            "ingest",
            "def",
            Optional.of(Certificates.ALL.resolve("grid")),
            signIn,
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(settings, new Surroundings(clock, clock, new Random(1)), listener());
  }

  private CallListener listener() {
    return new CallListener() {
      @Override
      public void answered(String operation, int status, String exceptionClass, Duration took) {}

      @Override
      public void circuit(String state) {}

      @Override
      public void signedIn(SignedIn how) {
        told.add(how.method() + " until " + how.credentialEnds().map(Instant::toString).orElse(""));
      }

      @Override
      public void signInFailed(String method, boolean refused, String why) {
        told.add(method + (refused ? " refused" : " away"));
      }
    };
  }

  private static Path replace(Path file, Path by) throws Exception {
    Path draft = file.resolveSibling("draft");
    Files.copy(by, draft, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
    return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @ParameterizedTest
  @CsvSource({
    "robot.pem, robot.key",
    "robot.pem, robot-pkcs1.key",
    "robot-ec.pem, robot-ec.key",
    "robot-ec.pem, robot-ec-pkcs8.key"
  })
  void signsInWithACertificateAndEveryFormOfItsKey(String certificate, String key)
      throws Exception {
    try (RucioClient client = client(certificates.pair(certificate, key))) {
      assertThat(client.account()).isEqualTo("ingest");
    }
    assertThat(told).containsExactly("x509 until 2126-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "proxy.pem, 2125-01-01T00:00:00Z",
    "proxy-of-proxy.pem, 2124-01-01T00:00:00Z",
    "proxy-voms.pem, 2125-01-01T00:00:00Z"
  })
  void signsInWithAProxyAndTellsItsEnd(String proxy, String end) throws Exception {
    try (RucioClient client = client(certificates.proxy(proxy))) {
      assertThat(client.account()).isEqualTo("ingest");
    }
    assertThat(told).containsExactly("x509 until " + end);
  }

  /** As where one host asks for certificates and another serves everything else. */
  @Test
  void showsItsCertificateAtTheDoorAlone() throws Exception {
    RucioSettings.SignIn signIn =
        new RucioSettings.SignIn.Certificate(
            certificates.pair("robot.pem", "robot.key"), Optional.of(server.tlsUrl()));

    try (RucioClient client = client(server.url(), signIn)) {
      assertThat(client.account()).isEqualTo("ingest");
    }

    assertThat(told).containsExactly("x509 until 2126-01-01T00:00:00Z");
    try (RucioClient withoutDoor =
        client(
            server.url(),
            new RucioSettings.SignIn.Certificate(certificates.pair("robot.pem", "robot.key")))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, withoutDoor::account);
    }
  }

  @Test
  void takesAnyOfTheIdentitysAccountsThatIsConfigured() throws Exception {
    server.admin().addIdentity("CN=Robot Ingest,O=Test,DC=example,DC=org", List.of("clerk"));
    try (RucioClient client = client(certificates.pair("robot.pem", "robot.key"))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("CN=Robot Ingest,O=Test,DC=example,DC=org")
          .hasMessageContaining("ingest");
    }
  }

  @Test
  void refusesTheStrangersCertificateOnceAndRests() throws Exception {
    try (RucioClient client = client(certificates.pair("stranger.pem", "stranger.key"))) {
      for (int i = 0; i < 5; i++) {
        Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
            .hasMessageContaining("CN=Stranger");
      }
      assertThat(client.available()).isFalse();
    }
    assertThat(server.calls().of(Operation.SIGN_IN_X509)).isEqualTo(1);
    assertThat(told).containsExactly("x509 refused");
  }

  @Test
  void aCertificateThatTheServerDoesNotBelieveIsARefusalAndNoOutage() throws Exception {
    try (RucioClient client =
        client(certificates.pair("robot-of-other.pem", "robot-of-other.key"))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("does not accept the certificate of CN=Robot Ingest");
    }
    assertThat(told).containsExactly("x509 refused");
  }

  @Test
  void aServerThatIsAwayIsNoRefusal() throws Exception {
    server.beginOutage();
    try (RucioClient client = client(certificates.pair("robot.pem", "robot.key"))) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::account);
    }
    assertThat(told).isNotEmpty().containsOnly("x509 away");
  }

  @ParameterizedTest
  @CsvSource({
    "robot.pem, robot-encrypted.key, is encrypted",
    "robot.pem, robot-pkcs1-encrypted.key, is encrypted",
    "robot.pem, stranger.key, is not that of the certificate",
    "robot.pem, robot-ec.key, cannot be read as that of the certificate",
    "robot.pem, site.pem, No private key",
    "robot.key, robot.key, No PEM certificate"
  })
  void saysWhatIsWrongWithTheFilesAndAsksNobody(String certificate, String key, String words)
      throws Exception {
    try (RucioClient client = client(certificates.pair(certificate, key))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining(words)
          .hasMessageContaining(key.equals("robot.key") ? "robot.key" : key);
      assertThat(client.available()).isFalse();
    }
    assertThat(server.calls().of(Operation.SIGN_IN_X509)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--r--r--", "rw-rw----", "rw-r----x", "rw----r--"})
  void refusesAKeyThatOthersMayRead(String mode) throws Exception {
    Path key = certificates.withMode("robot.key", mode);
    try (RucioClient client = client(new Place.Pair(Certificates.ALL.resolve("robot.pem"), key))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("can be read or changed by others")
          .hasMessageContaining("chmod 0400 " + key);
    }
    assertThat(server.calls().of(Operation.SIGN_IN_X509)).isZero();
  }

  @Test
  void takesAKeyOfRootsThatOurGroupMayRead() throws Exception {
    Path key = certificates.withMode("robot.key", "r--r-----");
    boolean roots = Files.getAttribute(key, "unix:uid").equals(0);
    try (RucioClient client = client(new Place.Pair(Certificates.ALL.resolve("robot.pem"), key))) {
      if (roots) {
        assertThat(client.account()).isEqualTo("ingest");
      } else {
        Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account);
      }
    }
  }

  @Test
  void waitsForAProxyThatHasEndedAndTakesTheNewOneAtOnce() throws Exception {
    Place place = certificates.proxy("proxy-ended.pem");
    Path file = place.files().get(0);
    try (RucioClient client = client(place)) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("has ended")
          .hasMessageContaining(file.toString());
      assertThat(client.available()).isFalse();
      Files.delete(file);
      clock.tick(Duration.ofSeconds(11));
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("is not there");

      certificates.secret("proxy.pem");
      Files.move(home.resolve("proxy.pem"), file, StandardCopyOption.ATOMIC_MOVE);

      assertThat(client.available()).isTrue();
      assertThat(client.account()).isEqualTo("ingest");
    }
  }

  @Test
  void signsInAnewWithACertificateThatWasReplaced() throws Exception {
    Place place = certificates.proxy("proxy.pem");
    try (RucioClient client = client(place)) {
      assertThat(client.account()).isEqualTo("ingest");
      replace(place.files().get(0), Certificates.ALL.resolve("proxy-of-proxy.pem"));
      client.rses("*");
    }
    assertThat(told)
        .containsExactly("x509 until 2125-01-01T00:00:00Z", "x509 until 2124-01-01T00:00:00Z");
  }

  @Test
  void goesOnWithItsTokenWhileTheReplacementCannotBeUsed() throws Exception {
    Place place = certificates.proxy("proxy.pem");
    Path file = place.files().get(0);
    try (RucioClient client = client(place)) {
      assertThat(client.account()).isEqualTo("ingest");
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      Files.writeString(file, "half a proxy", StandardOpenOption.TRUNCATE_EXISTING);

      client.rses("*");
      client.rses("*");

      assertThat(client.available()).isTrue();
    }
    assertThat(told).containsExactly("x509 until 2125-01-01T00:00:00Z", "x509 refused");
  }
}
