// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ingestd.registration.RucioSettings.SignIn;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.ClientCertificate.Place;
import org.ingestd.registration.signin.Ways;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of signing in to a real Rucio, with certificates by OpenSSL and a real issuer. */
@Tag("real")
class RealSignInTest {

  private static RucioBed bed;

  @TempDir Path home;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void startBed() {
    bed = RucioBed.start();
  }

  @AfterAll
  static void stopBed() {
    bed.close();
  }

  @AfterEach
  void resetIssuer() throws Exception {
    knobs("lifetime=3600&fail=0&html=0&audience=");
  }

  private void knobs(String query) throws Exception {
    post(bed.issuer().resolve("/knobs?" + query), "");
  }

  private JsonNode post(URI address, String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private String token(String client) throws Exception {
    return post(
            bed.issuer().resolve("/token"),
            "grant_type=client_credentials&audience=rucio&scope=openid+profile&client_id="
                + client
                + "&client_secret="
                + client
                + "-secret")
        .get("access_token")
        .asText();
  }

  private RucioClient client(SignIn signIn) {
    URI url = signIn instanceof SignIn.Certificate ? bed.tlsUrl() : bed.url();
    RucioSettings settings =
        new RucioSettings(
            url,
            "ingest",
            "def",
            Optional.of(bed.certificates().resolve("ca.pem")),
            signIn,
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(settings, Clock.systemUTC(), listener());
  }

  private CallListener listener() {
    return new CallListener() {
      @Override
      public void answered(String operation, int status, String exceptionClass, Duration took) {
        if (status == 401) {
          told.add("401");
        }
      }

      @Override
      public void circuit(String state) {
        told.add("circuit " + state);
      }

      @Override
      public void signedIn(SignedIn how) {
        told.add("ok");
      }

      @Override
      public void signInFailed(String method, boolean refused, String why) {
        told.add(refused ? "refused" : "away");
      }
    };
  }

  private RucioClient certificate(String name) {
    Path folder = bed.certificates();
    return client(
        new SignIn.Certificate(
            new Place.Pair(folder.resolve(name + ".pem"), folder.resolve(name + ".key"))));
  }

  private RucioClient oidc(String client) {
    return client(
        new SignIn.Oidc(
            bed.issuer(),
            client,
            () -> client + "-secret",
            new Ways.Wish("rucio", "openid profile")));
  }

  private RucioClient tokenFile(Path file) {
    return client(new SignIn.TokenFile(new BearerTokenFile(Optional.of(file), Map.of())));
  }

  private Path put(String text) throws Exception {
    Path file = home.resolve("token");
    Path draft = Files.writeString(home.resolve("draft"), text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void theRobotsCertificateSignsIn() throws Exception {
    try (RucioClient client = certificate("robot")) {
      assertThat(client.account()).isEqualTo("ingest");
      assertThat(client.scopes()).contains("lst");
      assertThat(client.signIn().identity().name())
          .isEqualTo("CN=Robot Ingest,O=Bed,DC=example,DC=org");
    }
  }

  @Test
  void aProxyOfTheRobotSignsInAndItsSuccessorToo() throws Exception {
    Path proxy = home.resolve("x509up");
    bed.run(1, "proxy", proxy.toString());
    try (RucioClient client = client(new SignIn.Certificate(new Place.Proxy(proxy)))) {
      assertThat(client.account()).isEqualTo("ingest");
      assertThat(client.signIn().identity().ends().orElseThrow())
          .isBefore(Instant.now().plus(Duration.ofHours(25)));

      bed.run(1, "proxy", proxy.toString(), "3");

      assertThat(client.rses("ONSITE")).containsExactly("ONSITE");
      assertThat(client.signIn().identity().ends().orElseThrow())
          .isAfter(Instant.now().plus(Duration.ofHours(25)));
    }
  }

  @Test
  void theStrangersCertificateIsRefusedOnce() {
    try (RucioClient client = certificate("stranger")) {
      for (int i = 0; i < 3; i++) {
        Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
            .hasMessageContaining("CN=Stranger");
      }
      assertThat(client.available()).isFalse();
    }
    assertThat(told).containsExactly("401", "refused");
  }

  @Test
  void theRobotsTokenSignsInWithoutAnyRefusalAlthoughManyUseIt() throws Exception {
    try (RucioClient client = oidc("robot")) {
      assertThat(underLoad(client, Duration.ofSeconds(3))).isPositive();
      assertThat(client.account()).isEqualTo("ingest");
    }
    assertThat(told).containsExactly("ok");
  }

  @Test
  void theStrangersTokenIsRefusedByRucio() {
    try (RucioClient client = oidc("stranger")) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("SUB=stranger");
      assertThat(client.available()).isFalse();
    }
    assertThat(told).contains("refused").doesNotContain("ok", "away");
  }

  @Test
  void aTokenForAnotherAudienceIsNotEvenShown() throws Exception {
    knobs("audience=dcache");
    try (RucioClient client = oidc("robot")) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account).hasMessageContaining("[dcache]");
    }
    assertThat(told).containsExactly("refused");
  }

  @Test
  void rucioRefusesATokenForAnotherAudienceAndWeSayWhy() throws Exception {
    knobs("audience=dcache");
    try (RucioClient client = tokenFile(put(token("robot")))) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("aud [dcache]")
          .hasMessageContaining("expects another audience");
    }
  }

  @Test
  void aTokenFileSignsInAndItsReplacementIsTaken() throws Exception {
    Path file = put(token("robot"));
    try (RucioClient client = tokenFile(file)) {
      assertThat(client.account()).isEqualTo("ingest");
      put(token("robot"));
      assertThat(client.rses("ONSITE")).containsExactly("ONSITE");
    }
    assertThat(told).containsExactly("ok", "ok");
  }

  @Test
  void anEndedTokenIsNotShownAndItsReplacementIsTaken() throws Exception {
    knobs("lifetime=-60");
    Path file = put(token("robot"));
    try (RucioClient client = tokenFile(file)) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account).hasMessageContaining("ended at");
      assertThat(told).containsExactly("refused");

      knobs("lifetime=3600");
      put(token("robot"));
      assertThat(client.available()).isTrue();
      assertThat(client.account()).isEqualTo("ingest");
    }
  }

  @Test
  void tokensOfHalfAMinuteAreRenewedUnderLoadWithoutAFailedCall() throws Exception {
    knobs("lifetime=30");
    try (RucioClient client = oidc("robot")) {
      assertThat(underLoad(client, Duration.ofSeconds(75))).isGreaterThan(50);
    }
    assertThat(told).containsOnly("ok").hasSizeBetween(3, 6);
  }

  @Test
  void theOldTokenIsUsedOnWhileTheIssuerIsUnwell() throws Exception {
    knobs("lifetime=30");
    try (RucioClient client = oidc("robot")) {
      client.account();
      knobs("fail=1&html=1");
      assertThat(underLoad(client, Duration.ofSeconds(28))).isPositive();
      assertThat(told).contains("away").doesNotContain("refused", "401");
    }
  }

  @Test
  void anIssuerThatAnswersPagesIsAwayAndNotARefusal() throws Exception {
    knobs("html=1000");
    try (RucioClient client = oidc("robot")) {
      Scripted.refusedAs(Refusal.UNAVAILABLE, client::account).hasMessageContaining("no JSON");
      assertThat(client.available()).isFalse();
    }
    assertThat(told).contains("away").doesNotContain("refused", "401");
  }

  /** Rucio itself keeps an issuer's keys for twelve hours, so it has to start anew here. */
  @Test
  void aRotatedKeyIsTaken() throws Exception {
    try (RucioClient client = oidc("robot")) {
      client.account();
    }
    knobs("rotate=1");
    bed.stopServer();
    bed.startServer();
    try (RucioClient client = oidc("robot")) {
      assertThat(client.account()).isEqualTo("ingest");
    }
  }

  /** Eight callers, so long; the number of calls. Fails if one does. */
  private static int underLoad(RucioClient client, Duration length) throws Exception {
    Instant end = Instant.now().plus(length);
    Callable<Integer> caller =
        () -> {
          int calls = 0;
          while (Instant.now().isBefore(end)) {
            assertThat(client.rses("ONSITE")).containsExactly("ONSITE");
            calls++;
          }
          return calls;
        };
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      int sum = 0;
      List<Callable<Integer>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(caller);
      }
      for (Future<Integer> future : threads.invokeAll(callers)) {
        sum += future.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }
}
