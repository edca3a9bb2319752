// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.rest.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens: got, renewed, refused. */
class SignInTest extends Scripted {

  private static final Reply SCOPES = Reply.lines("{\"rse\": \"ONSITE\"}");

  private final AtomicInteger issued = new AtomicInteger();

  @BeforeEach
  void numberTokens() {
    server.signsIn(
        call -> ScriptedServer.token("secret-" + issued.incrementAndGet(), Duration.ofHours(1)));
    server.answers(call -> SCOPES);
  }

  @Test
  void signsInOnceForManyCalls() throws Exception {
    atOnce(8);
    client.rses("*");

    assertThat(server.asked("/auth/userpass")).hasSize(1);
    assertThat(server.asked("/rses/")).allMatch(call -> call.token().equals("secret-1"));
    assertThat(told).contains("signed in", "sign_in 200 ");
  }

  @Test
  void renewsTheTokenBeforeItEnds() throws RucioException {
    client.rses("*");
    clock.tick(Duration.ofMinutes(40));
    client.rses("*");
    assertThat(issued).hasValue(1);

    clock.tick(Duration.ofMinutes(12));
    client.rses("*");

    assertThat(issued).hasValue(2);
    assertThat(server.asked("/rses/")).last().matches(call -> call.token().equals("secret-2"));
  }

  @Test
  void keepsTheOldTokenWhileItIsGoodAndSignInIsAway() throws RucioException {
    client.rses("*");
    clock.tick(Duration.ofMinutes(55));
    server.signsIn(call -> Reply.page(503));

    client.rses("*");
    client.rses("*");

    assertThat(server.asked("/auth/userpass")).hasSize(2);
    assertThat(server.asked("/rses/")).allMatch(call -> call.token().equals("secret-1"));
    clock.tick(Duration.ofMinutes(6));
    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
  }

  @Test
  void signsInAgainOnceWhenRucioForgotTheToken() throws Exception {
    client.rses("*");
    clock.tick(Duration.ofMinutes(1));
    server.answers(
        call -> call.token().equals("secret-1") ? Reply.error(401, "CannotAuthenticate") : SCOPES);

    atOnce(8);

    assertThat(server.asked("/auth/userpass")).hasSize(2);
    assertThat(client.available()).isTrue();
  }

  @Test
  void doesNotSignInAgainWhenRucioDeniesAccess() {
    server.answers(call -> Reply.error(401, "AccessDenied"));

    refusedAs(Refusal.NOT_PERMITTED, () -> client.rses("*"));
    refusedAs(Refusal.NOT_PERMITTED, () -> client.rses("*"));

    assertThat(server.asked("/auth/userpass")).hasSize(1);
  }

  @Test
  void doesNotSignInForEveryCallWhenFreshTokensAreRefused() throws RucioException {
    server.answers(call -> Reply.error(401, "CannotAuthenticate"));

    for (int i = 0; i < 10; i++) {
      refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
    }

    assertThat(server.asked("/auth/userpass")).hasSizeLessThanOrEqualTo(2);
    server.answers(call -> SCOPES);
    clock.tick(Duration.ofMinutes(2));
    assertThat(client.rses("*")).containsExactly("ONSITE");
  }

  @Test
  void waitsLongerAfterEachRefusedSignIn() {
    server.signsIn(call -> Reply.error(401, "CannotAuthenticate"));

    for (int minute = 0; minute < 120; minute++) {
      refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
      refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
      clock.tick(Duration.ofMinutes(1));
    }

    assertThat(server.asked("/auth/userpass")).hasSizeBetween(8, 18);
    assertThat(server.asked("/rses/")).isEmpty();
    assertThat(told).doesNotContain("circuit open");
  }

  @Test
  void takesAMendedPasswordAtOnce() throws RucioException {
    AtomicReference<String> password = new AtomicReference<>("wrong");
    server.signsIn(
        call ->
            "right".equals(password.get())
                ? ScriptedServer.token("secret", Duration.ofHours(1))
                : Reply.error(401, "CannotAuthenticate"));
    try (RucioClient other = withPassword(password::get)) {
      refusedAs(Refusal.SIGN_IN_FAILED, () -> other.rses("*"));
      assertThat(other.available()).isFalse();

      password.set("right");

      assertThat(other.available()).isTrue();
      assertThat(other.rses("*")).containsExactly("ONSITE");
    }
    assertThat(server.asked("/auth/userpass")).hasSize(2);
  }

  @Test
  void isNotAvailableWhileARefusedSignInRestsAndIsAgainAfterwards() throws RucioException {
    server.signsIn(call -> Reply.error(401, "CannotAuthenticate"));
    refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
    assertThat(client.available()).isFalse();

    server.signsIn(call -> ScriptedServer.token("secret", Duration.ofHours(1)));
    clock.tick(Duration.ofMinutes(1));

    assertThat(client.available()).isTrue();
    assertThat(client.rses("*")).containsExactly("ONSITE");
  }

  @Test
  void tellsAnAwaySignInFromARefusedOne() {
    server.signsIn(call -> Reply.page(502));

    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
  }

  @Test
  void takesAnAnswerWithoutTokenForNoAnswer() {
    server.signsIn(call -> Reply.page(200));

    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
  }

  @Test
  void tellsNoSecretWhateverHappens() {
    StringWriter all = new StringWriter();
    PrintWriter print = new PrintWriter(all);
    RucioSettings.SignIn.UserPass signIn =
        new RucioSettings.SignIn.UserPass("someone", () -> PASSWORD);
    print.println(signIn);
    server.answers(call -> Reply.error(401, "CannotAuthenticate"));
    catchThrowable(() -> client.rses("*")).printStackTrace(print);
    server.answers(call -> Reply.none());
    clock.tick(Duration.ofMinutes(5));
    catchThrowable(() -> client.attach(DATASET, "ONSITE", entries(1))).printStackTrace(print);
    server.signsIn(call -> Reply.error(401, "CannotAuthenticate"));
    clock.tick(Duration.ofHours(2));
    catchThrowable(() -> client.rses("*")).printStackTrace(print);
    server.signsIn(call -> Reply.none());
    clock.tick(Duration.ofHours(2));
    catchThrowable(() -> client.rses("*")).printStackTrace(print);
    for (String odd : List.of("two\nlines", "ümlaut", "bell\u0007", "")) {
      catchThrowable(() -> withPassword(odd).rses("*")).printStackTrace(print);
    }

    assertThat(all.toString())
        .contains("someone", "RucioException")
        .doesNotContain(PASSWORD, "secret-", "two", "mlaut", "bell");
  }

  @Test
  void takesAPasswordFileThatEndsWithALineEnd() throws RucioException {
    try (RucioClient other = withPassword(PASSWORD + "\n")) {
      assertThat(other.rses("*")).containsExactly("ONSITE");
    }
  }

  @Test
  void refusesToSendAPasswordInTheClear() {
    for (String url :
        List.of("http://rucio.example.org", "http://10.0.0.1:80", "ftp://localhost")) {
      RucioSettings settings =
          new RucioSettings(
              URI.create(url),
              "ingest",
              "def",
              Optional.empty(),
              new RucioSettings.SignIn.UserPass("someone", () -> PASSWORD),
              RucioSettings.Limits.DEFAULT);

      Surroundings surroundings = new Surroundings(clock, clock, new Random(1));
      assertThat(catchThrowable(() -> new RucioClient(settings, surroundings, CallListener.NONE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("rucio.url");
    }
  }

  @Test
  void signsInAtAnotherHostWhereThatIsTheDoor() throws Exception {
    try (ScriptedServer door = new ScriptedServer();
        RucioClient other = through(door.url())) {
      door.signsIn(call -> ScriptedServer.token("from-the-door", Duration.ofHours(1)));

      other.rses("*");

      assertThat(door.asked("/auth/userpass")).hasSize(1);
      assertThat(door.asked("/rses/")).isEmpty();
      assertThat(server.asked("/auth/userpass")).isEmpty();
      assertThat(server.asked("/rses/")).allMatch(call -> call.token().equals("from-the-door"));
    }
  }

  @Test
  void aDoorToWhichThePasswordWouldGoInTheClearIsRefused() {
    assertThat(catchThrowable(() -> through(URI.create("http://auth.example.org"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rucio.auth.url");
  }

  private RucioClient through(URI door) {
    RucioSettings settings =
        new RucioSettings(
            server.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass("someone", () -> PASSWORD, Optional.of(door)),
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(
        settings, new Surroundings(clock, clock, new Random(1)), CallListener.NONE);
  }

  private RucioClient withPassword(String password) {
    return withPassword(() -> password);
  }

  private RucioClient withPassword(Supplier<String> password) {
    RucioSettings settings =
        new RucioSettings(
            server.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass("someone", password),
            RucioSettings.Limits.DEFAULT);
    return new RucioClient(
        settings, new Surroundings(clock, clock, new Random(1)), CallListener.NONE);
  }

  private void atOnce(int callers) throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      calls.add(() -> client.rses("*").size());
    }
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      for (Future<Integer> call : threads.invokeAll(calls)) {
        assertThat(call.get()).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
