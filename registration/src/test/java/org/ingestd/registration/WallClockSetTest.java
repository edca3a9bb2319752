// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the clock on the wall: no wait gets longer or shorter by it. */
class WallClockSetTest extends Scripted {

  private static final Reply SCOPES = Reply.lines("{\"rse\": \"ONSITE\"}");
  private final AtomicInteger issued = new AtomicInteger();

  @BeforeEach
  void answer() {
    server.signsIn(
        call -> ScriptedServer.token("secret-" + issued.incrementAndGet(), Duration.ofHours(1)));
    server.answers(call -> SCOPES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-400D", "PT1H"})
  void anOpenCircuitIsTriedAfterItsPauseAndNotBefore(String by) throws RucioException {
    server.answers(call -> Reply.page(503));
    for (int i = 0; i < 5; i++) {
      refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
    }
    assertThat(told).contains("circuit open");
    server.answers(call -> SCOPES);
    clock.setWall(Duration.parse(by));

    assertThat(client.available()).as("its pause is not over").isFalse();
    clock.tick(Duration.ofSeconds(6));

    assertThat(client.available()).isTrue();
    assertThat(client.rses("*")).containsExactly("ONSITE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-400D", "PT1H", "P400D"})
  void aRefusedSignInRestsAsLongAsItWould(String by) throws RucioException {
    server.signsIn(call -> Reply.error(401, "CannotAuthenticate"));
    refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
    server.signsIn(call -> ScriptedServer.token("secret", Duration.ofHours(1)));
    clock.setWall(Duration.parse(by));

    clock.tick(Duration.ofSeconds(20));
    refusedAs(Refusal.SIGN_IN_FAILED, () -> client.rses("*"));
    assertThat(server.asked("/auth/userpass")).hasSize(1);

    clock.tick(Duration.ofSeconds(20));
    assertThat(client.rses("*")).containsExactly("ONSITE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1H", "P-400D"})
  void aTokenThatRucioEndsByItsOwnClockIsNoFreshOne(String by) throws RucioException {
    client.rses("*");
    clock.tick(Duration.ofHours(1));
    clock.setWall(Duration.parse(by));
    server.answers(
        call -> call.token().equals("secret-1") ? Reply.error(401, "CannotAuthenticate") : SCOPES);

    assertThat(client.rses("*")).containsExactly("ONSITE");
    assertThat(server.asked("/auth/userpass")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P400D"})
  void aClockThatIsSetForwardCostsOneSignIn(String by) throws RucioException {
    client.rses("*");
    clock.setWall(Duration.parse(by));

    for (int i = 0; i < 20; i++) {
      client.rses("*");
      clock.tick(Duration.ofSeconds(1));
    }

    assertThat(server.asked("/auth/userpass")).hasSize(2);
  }
}
