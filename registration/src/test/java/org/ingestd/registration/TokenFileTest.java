// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.credential.BearerTokenFile;
import org.ingestd.registration.credential.CredentialUnusable;
import org.ingestd.registration.credential.SecretFile;
import org.ingestd.registration.rest.Surroundings;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.issuer.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that somebody else keeps fresh in a file. */
class TokenFileTest {

  @TempDir Path home;

  private final TickingClock clock = new TickingClock();
  private TestIssuer issuer;
  private EmbeddedCatalogue catalogue;
  private RucioClient client;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    issuer = TestIssuer.start(clock);
    catalogue = EmbeddedCatalogue.start(home, home, CatalogueSettings.DEFAULT.withClock(clock));
    catalogue.admin().trustIssuer(issuer.url(), issuer.url().resolve("/jwk"));
    catalogue.admin().addIdentity(issuer.identity("robot"), List.of("ingest"));
    file = home.resolve("token");
    client = client(new BearerTokenFile(Optional.of(file), Map.of()));
  }

  @AfterEach
  void stop() {
    client.close();
    catalogue.close();
    issuer.close();
  }

  private RucioClient client(BearerTokenFile place) {
    RucioSettings settings =
        new RucioSettings(
            catalogue.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.TokenFile(place),
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(
        settings, new Surroundings(clock, clock, new Random(1)), CallListener.NONE);
  }

  private String token() {
    return issuer.token(issuer.claims("robot", "rucio", "openid profile"));
  }

  /** As tools do that renew tokens: a draft that takes the name in one step. */
  private static void put(Path place, String text) throws IOException {
    Path draft = Files.createTempFile(place.getParent(), "draft", "");
    Files.writeString(draft, text);
    Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void usesTheTokenAndTakesItsReplacementAtOnce() throws Exception {
    put(file, token() + "\n");
    assertThat(client.account()).isEqualTo("ingest");

    clock.tick(Duration.ofMinutes(10));
    issuer.rotate(true);
    put(file, token());
    client.rses("*");
    clock.tick(Duration.ofMinutes(55));

    assertThat(client.rses("*")).as("65 minutes after the first token's begin").isNotEmpty();
  }

  @Test
  void saysThatTheTokenEndedAndGoesOnWhenItIsRenewed() throws Exception {
    put(file, token());
    client.rses("*");
    clock.tick(Duration.ofMinutes(61));

    Scripted.refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"))
        .hasMessageContaining(file.toString())
        .hasMessageContaining("ended at 2026-11-22T21:00:00Z");
    assertThat(client.available()).isFalse();

    put(file, token());
    assertThat(client.available()).isTrue();
    assertThat(client.rses("*")).isNotEmpty();
  }

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() throws Exception {
    Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
        .hasMessageContaining(file + " is not there");

    put(file, token());

    assertThat(client.account()).isEqualTo("ingest");
  }

  @Test
  void aTokenThatOthersMayReadIsNotUsed() throws Exception {
    put(file, token());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
        .hasMessageContaining("mode 0644")
        .hasMessageNotContaining("eyJ");
  }

  @Test
  void anEmptyFileAndOneWithSeveralLinesHoldNoToken() throws Exception {
    for (String text : List.of("", "\n", "one\ntwo")) {
      put(file, text);
      clock.tick(Duration.ofMinutes(1));
      Scripted.refusedAs(Refusal.SIGN_IN_FAILED, client::account)
          .hasMessageContaining("holds no token");
    }
  }

  @Test
  void aTokenIsNeverReadInHalves() throws Exception {
    String one = "a".repeat(5000);
    String other = "b".repeat(7000);
    put(file, one);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> writer =
          thread.submit(
              () -> {
                for (int i = 0; i < 400; i++) {
                  put(file, i % 2 == 0 ? other : one);
                }
                done.set(true);
                return null;
              });
      while (!done.get()) {
        try {
          assertThat(new String(SecretFile.read(file), StandardCharsets.US_ASCII)).isIn(one, other);
        } catch (CredentialUnusable replacedAgainAndAgain) {
          assertThat(replacedAgainAndAgain.kind()).isEqualTo(CredentialUnusable.Kind.MISSING);
        }
      }
      writer.get();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void findsTheTokenWhereTheEnvironmentSays() throws Exception {
    int uid = SecretFile.ownId();
    Path runtime = Files.createDirectory(home.resolve("run"));
    BearerTokenFile byRuntime =
        new BearerTokenFile(Optional.empty(), Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    put(runtime.resolve("bt_u" + uid), token());
    assertThat(byRuntime.find()).isEqualTo(runtime.resolve("bt_u" + uid));
    try (RucioClient found = client(byRuntime)) {
      assertThat(found.account()).isEqualTo("ingest");
    }

    Map<String, String> both =
        Map.of("XDG_RUNTIME_DIR", runtime.toString(), "BEARER_TOKEN_FILE", "/elsewhere");
    assertThat(new BearerTokenFile(Optional.empty(), both).find()).hasToString("/elsewhere");
    assertThat(new BearerTokenFile(Optional.of(file), both).find()).isEqualTo(file);
  }

  @Test
  void keepsNothingElseOfTheEnvironment() {
    BearerTokenFile place =
        new BearerTokenFile(Optional.empty(), Map.of("BEARER_TOKEN", "eyJsecret", "X", "y"));

    assertThat(place.toString()).doesNotContain("eyJ", "y=");
  }
}
