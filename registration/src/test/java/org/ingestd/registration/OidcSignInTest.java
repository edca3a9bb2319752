// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.registration.signin.Ways;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.http.Fault;
import org.ingestd.testbed.issuer.TestIssuer;
import org.ingestd.testbed.issuer.TestIssuer.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an issuer: got, checked, renewed, refused, while its moods change. */
class OidcSignInTest {

  private static final Ways.Wish WISH = new Ways.Wish("rucio", "openid profile");

  @TempDir Path home;

  private final TickingClock clock = new TickingClock();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private TestIssuer issuer;
  private EmbeddedCatalogue catalogue;
  private RucioClient client;

  @BeforeEach
  void start() {
    issuer = TestIssuer.start(clock);
    catalogue = EmbeddedCatalogue.start(home, home, CatalogueSettings.DEFAULT.withClock(clock));
    catalogue.admin().trustIssuer(issuer.url(), issuer.url().resolve("/jwk"));
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("ingest"));
    client = client("robot", "robot-secret", WISH);
  }

  @AfterEach
  void stop() {
    client.close();
    catalogue.close();
    issuer.close();
  }

  private RucioClient client(String id, String secret, Ways.Wish wish) {
    return client(issuer.url(), new String[] {id, secret}, wish);
  }

  private RucioClient client(URI from, String[] who, Ways.Wish wish) {
    RucioSettings settings =
        new RucioSettings(
            catalogue.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.Oidc(from, who[0], () -> who[1], wish),
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
        told.add("ok");
      }

      @Override
      public void signInFailed(String method, boolean refused, String why) {
        told.add(refused ? "refused" : "away");
      }
    };
  }

  private void atOnce(int callers) throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      calls.add(() -> client.rses("*").size());
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void asksForAudienceAndScopeByNameAndSignsInOnce() throws Exception {
    atOnce(12);

    assertThat(client.account()).isEqualTo("ingest");
    assertThat(issuer.asked())
        .singleElement()
        .satisfies(
            form ->
                assertThat(form)
                    .containsEntry("grant_type", "client_credentials")
                    .containsEntry("audience", "rucio")
                    .containsEntry("scope", "openid profile")
                    .doesNotContainKey("client_secret"));
    assertThat(told).containsExactly("ok");
  }

  @Test
  void usesAFreshTokenAloneBeforeManyUseIt() throws Exception {
    catalogue.faults().add(Fault.delay("whoami", Duration.ofMillis(300)).times(1));

    atOnce(12);

    assertThat(told).as("12 first uses at once would have been refused").containsExactly("ok");
  }

  @Test
  void triesAFreshTokenAgainWhenItIsRefusedInItsFirstSeconds() throws Exception {
    catalogue.faults().add(Fault.error("whoami", 401, "CannotAuthenticate").times(2));

    assertThat(client.account()).isEqualTo("ingest");
    assertThat(issuer.asked()).hasSize(1);
  }

  @Test
  void renewsAtFourFifthsOfTheLife() throws Exception {
    issuer.setLifetime(Duration.ofMinutes(20));
    client.rses("*");
    clock.tick(Duration.ofMinutes(14));
    client.rses("*");
    assertThat(issuer.asked()).hasSize(1);

    clock.tick(Duration.ofMinutes(4));
    client.rses("*");

    assertThat(issuer.asked()).hasSize(2);
  }

  @Test
  void noCallFailsWhileTheIssuerIsAwayForLessThanTheTokensLife() throws Exception {
    client.rses("*");
    issuer.refuse();
    for (int minute = 0; minute < 58; minute++) {
      client.rses("*");
      assertThat(client.available()).isTrue();
      clock.tick(Duration.ofMinutes(1));
    }
    assertThat(told).startsWith("ok", "away").doesNotContain("refused");

    clock.tick(Duration.ofMinutes(3));
    assertThat(client.available()).isFalse();
    Scripted.refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*")).hasMessageContaining("issuer");

    issuer.accept();
    clock.tick(Duration.ofSeconds(10));
    assertThat(client.available()).isTrue();
    assertThat(client.rses("*")).isNotEmpty();
  }

  @Test
  void anIssuerThatIsUnwellOrAnswersAPageIsNoRefusal() throws Exception {
    for (Mood mood : List.of(Mood.UNWELL, Mood.HTML)) {
      issuer.setMood(mood);
      Scripted.refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"))
          .hasMessageContaining(mood == Mood.HTML ? "no JSON" : "answers 503");
      assertThat(client.available()).isFalse();
      clock.tick(Duration.ofMinutes(1));
    }
    assertThat(told).containsOnly("away");

    issuer.setMood(Mood.WELL);
    clock.tick(Duration.ofMinutes(1));
    assertThat(client.rses("*")).isNotEmpty();
  }

  @Test
  void takesRotatedKeysWithOneLookAMinute() throws Exception {
    client.rses("*");
    issuer.rotate(false);
    clock.tick(Duration.ofMinutes(50));
    client.rses("*");
    issuer.rotate(true);
    clock.tick(Duration.ofMinutes(50));
    client.rses("*");

    assertThat(told).containsExactly("ok", "ok", "ok");
  }

  @Test
  void aWrongSecretIsARefusalThatIsNotRepeatedAtOnce() {
    try (RucioClient wrong = client("robot", "wrong-secret", WISH)) {
      for (int i = 0; i < 5; i++) {
        Scripted.refusedAs(Refusal.SIGN_IN_FAILED, wrong::account)
            .hasMessageContaining("invalid_client")
            .hasMessageContaining(issuer.url().toString())
            .hasMessageNotContaining("wrong-secret");
      }
      assertThat(wrong.available()).isFalse();
    }
    assertThat(issuer.asked()).hasSize(1);
  }

  @Test
  void aStrangersTokenIsRefusedByRucioAndSaidSo() {
    try (RucioClient stranger = client("stranger", "stranger-secret", WISH)) {
      for (int i = 0; i < 5; i++) {
        Scripted.refusedAs(Refusal.SIGN_IN_FAILED, stranger::account)
            .hasMessageContaining("SUB=stranger")
            .hasMessageContaining("belongs to no account");
      }
    }
    assertThat(issuer.asked()).hasSize(1);
    assertThat(catalogue.calls().of(Operation.WHOAMI)).isLessThanOrEqualTo(3);
  }

  @Test
  void anIdentityOfAnotherAccountIsNotUsed() {
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("clerk", "ingest"));

    Scripted.refusedAs(Refusal.OTHER_ACCOUNT, client::account)
        .hasMessageContaining("for account clerk, but rucio.account is ingest");
    assertThat(client.available()).isFalse();
    assertThat(catalogue.calls().of(Operation.RSES)).isZero();
  }

  @Test
  void aTokenForAnotherAudienceNeverReachesRucio() {
    issuer.setTwist(claims -> claims.audience("dcache"));

    Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
        .hasMessageContaining("audience (aud) [dcache] and not for [rucio]");
    assertThat(catalogue.calls().of(Operation.WHOAMI)).isZero();
  }

  @Test
  void clocksThatDifferByAMinuteDoNotMatter() throws Exception {
    issuer.setTwist(
        claims -> {
          var now = clock.instant().minusSeconds(55);
          return claims
              .issueTime(java.util.Date.from(now))
              .notBeforeTime(java.util.Date.from(now))
              .expirationTime(java.util.Date.from(now.plusSeconds(600)));
        });
    client.rses("*");
    clock.tick(Duration.ofSeconds(430));
    client.rses("*");
    clock.tick(Duration.ofSeconds(90));
    client.rses("*");

    assertThat(told).containsExactly("ok", "ok");
  }

  @Test
  void signsInAgainWhenRucioForgetsAndSaysSoWith500() throws RucioException {
    client.rses("*");
    clock.tick(Duration.ofMinutes(1));
    catalogue.faults().add(Fault.error("rses", 500, "CannotAuthenticate").times(1));

    assertThat(client.rses("*")).isNotEmpty();
    assertThat(issuer.asked()).hasSize(2);
  }

  @Test
  void anIssuerThatCallsItselfDifferentlyIsNamed() {
    URI other = URI.create(issuer.url().toString().replaceFirst("/$", ""));
    try (RucioClient mistaken = client(other, new String[] {"robot", "robot-secret"}, WISH)) {
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, mistaken::account)
          .hasMessageContaining("slash at the end");
    }
    assertThat(issuer.asked()).isEmpty();
  }
}
