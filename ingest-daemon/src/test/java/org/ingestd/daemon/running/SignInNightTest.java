// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.issuer.TestIssuer;
import org.ingestd.testbed.issuer.TestIssuer.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A daemon whose issuer is unwell, refuses it, or gives it away to another account. */
final class SignInNightTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestIssuer issuer;

  @BeforeEach
  void signInByTokens() throws Exception {
    issuer = TestIssuer.start(Clock.systemUTC());
    catalogue.admin().trustIssuer(issuer.url(), issuer.url().resolve("/jwk"));
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("ingest"));
    site.auth(
        "{ method: oidc, issuer: \"%s\", client-id: robot, client-secret: \"${file:%s}\" }"
            .formatted(issuer.url(), secret("iam", "robot-secret")));
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private Daemon start() throws Exception {
    return Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  private JsonNode ask(String... words) throws Exception {
    Object[] all = new Object[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--json";
    all[words.length + 1] = "--config";
    all[words.length + 2] = site.config();
    String out = Invocation.of(all).out();
    return out.isEmpty() ? new ObjectMapper().nullNode() : new ObjectMapper().readTree(out);
  }

  private static int ready(Daemon daemon) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(daemon.page().resolve("/health/ready")).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private void untilSafe() {
    await().atMost(PATIENCE).until(() -> ask("status").at("/files/SAFE/count").asInt() == 1);
  }

  @Test
  void aFileWaitsForTheIssuerWithoutLosingAnAttempt() throws Exception {
    issuer.setMood(Mood.HTML);
    site.file("a.fits", "some bytes");

    try (Daemon daemon = start()) {
      await()
          .atMost(PATIENCE)
          .until(() -> ask("files", "list").path("state").asText().equals("DIGESTED"));
      await()
          .atMost(PATIENCE)
          .until(() -> ask("status").at("/rucio/signIn").asText().equals("away"));
      assertThat(ask("status").at("/rucio/signInProblem").asText()).contains("no JSON");
      assertThat(ask("files", "list").path("attempts").asInt()).isZero();
      assertThat(ready(daemon)).as("an absence heals by itself").isEqualTo(200);

      issuer.setMood(Mood.WELL);

      untilSafe();
      assertThat(ask("status").at("/rucio/signIn").asText()).isEqualTo("ok");
    }
  }

  @Test
  void aFileWaitsForAPersonWhoMendsTheSecret() throws Exception {
    issuer.addClient("robot", "another-secret");
    site.file("a.fits", "some bytes");

    try (Daemon daemon = start()) {
      await()
          .atMost(PATIENCE)
          .until(() -> ask("files", "list").path("state").asText().equals("DIGESTED"));
      await()
          .atMost(PATIENCE)
          .until(() -> ask("status").at("/rucio/signIn").asText().equals("refused"));
      assertThat(ask("status").at("/sources/0/online").asBoolean()).isTrue();
      assertThat(ask("files", "list").path("attempts").asInt()).isZero();
      assertThat(ready(daemon)).as("somebody must act").isEqualTo(503);

      secret("iam", "another-secret");

      untilSafe();
      assertThat(ready(daemon)).isEqualTo(200);
    }
  }

  @Test
  void doesNotStartUnderAnotherAccount() {
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("clerk", "ingest"));

    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> assertThat(refused.why()).isEqualTo(StartRefused.Cause.ACCOUNT))
        .hasMessageContaining("clerk")
        .hasMessageContaining("ingest");
  }
}
