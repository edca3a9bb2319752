// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ingestd.registration.ScriptedServer.Ending;
import org.ingestd.registration.ScriptedServer.Reply;
import org.ingestd.registration.catalogue.AttachOutcome;
import org.ingestd.registration.catalogue.AttachOutcome.Attached;
import org.ingestd.registration.catalogue.CatalogueFile;
import org.ingestd.registration.catalogue.Refusal;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Lost, broken and missing answers. */
class OutageTest extends Scripted {

  private final Deque<Reply> replies = new ArrayDeque<>();

  private void inTurn(Reply... some) {
    replies.addAll(List.of(some));
    server.answers(
        call -> {
          synchronized (replies) {
            return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
          }
        });
  }

  @Test
  void sendsAgainWhenTheAnswerWasLostAndSaysThatItMayBeARepeat() throws RucioException {
    inTurn(Reply.none(), Reply.created());

    Map<Did, AttachOutcome> outcomes = client.attach(DATASET, "ONSITE", entries(3));

    assertThat(outcomes.values()).containsOnly(new Attached(true));
    assertThat(server.asked("/dids/attachments")).hasSize(2);
  }

  @Test
  void sendsAgainWhenAFrontEndTimedOutAndSaysThatItMayBeARepeat() throws RucioException {
    inTurn(Reply.page(504), Reply.page(502), Reply.created());

    assertThat(client.attach(DATASET, "ONSITE", entries(3)).values())
        .containsOnly(new Attached(true));
  }

  @Test
  void tellsTheCallerAfterALongWaitForNothingInsteadOfWaitingAgain() {
    server.answers(
        call -> {
          clock.tick(Duration.ofMinutes(3));
          return Reply.none();
        });

    refusedAs(Refusal.UNAVAILABLE, () -> client.attach(DATASET, "ONSITE", entries(3)));
    assertThat(server.asked("/dids/attachments")).hasSize(1);
  }

  @Test
  void sendsAgainAfterADeadlockWhichIsNoUncertainAnswer() throws RucioException {
    inTurn(Reply.error(500, "RucioException"), Reply.created());

    assertThat(client.attach(DATASET, "ONSITE", entries(3)).values())
        .containsOnly(new Attached(false));
    assertThat(clock.pauses()).singleElement().matches(pause -> pause.toMillis() < 1000);
  }

  @Test
  void makesNoSecondRuleWhenTheAnswerWasLost() throws RucioException {
    String rule =
        """
        {"id": "0123456789abcdef0123456789abcdef", "scope": "lst", "name": "R0/Run1", \
        "account": "ingest", "rse_expression": "TAPE", "copies": 1, "state": "OK", \
        "locks_ok_cnt": 0, "locks_replicating_cnt": 0, "locks_stuck_cnt": 0, "error": null}""";
    Deque<Reply> posts = new ArrayDeque<>(List.of(Reply.none(), Reply.error(409, "DuplicateRule")));
    server.answers(
        call ->
            switch (call.path()) {
              case "/accounts/whoami" ->
                  new Reply(303, Map.of("Location", "ingest"), "", Ending.WHOLE);
              case "/rules/" -> posts.removeFirst();
              default -> Reply.lines(rule.replace("\"TAPE\"", "\"DISK\""), rule);
            });

    RuleInfo found = client.ensureRule(new WantedRule(DATASET, "TAPE", 1, terms()));

    assertThat(found.id()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(found.expression()).isEqualTo("TAPE");
  }

  private static WantedRule.Terms terms() {
    return new WantedRule.Terms(
        Optional.empty(), "T0 Export", Optional.empty(), WantedRule.Grouping.DATASET, "");
  }

  @Test
  void takesAPageInHtmlForNoAnswer() {
    inTurn(Reply.page(200));

    refusedAs(Refusal.UNAVAILABLE, () -> client.files(List.of(DATASET)));
    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("ONSITE"));
    refusedAs(Refusal.UNAVAILABLE, () -> client.attach(DATASET, "ONSITE", entries(1)));
  }

  @Test
  void takesAnEmptyPageForNoAnswerAndNotForNoReplicas() {
    inTurn(new Reply(200, Map.of("Content-Type", "text/html"), "", Ending.WHOLE));

    refusedAs(
        Refusal.UNAVAILABLE,
        () -> client.replicas(List.of(DATASET), Optional.empty(), Optional.empty()));
  }

  @Test
  void takesAMissingRouteForAnOutage() {
    inTurn(Reply.page(404));

    refusedAs(Refusal.UNAVAILABLE, () -> client.ensureDataset(DATASET));
  }

  @Test
  void asksAgainWhenTheConnectionBreaksWithinAnAnswer() throws RucioException {
    Reply whole = Reply.lines("{\"rse\": \"ONSITE\"}", "{\"rse\": \"TAPE-A\"}");
    inTurn(whole.brokenOff(), whole);

    assertThat(client.rses("*")).containsExactly("ONSITE", "TAPE-A");
    assertThat(server.asked("/rses/")).hasSize(2);
  }

  @Test
  void doesNotTakeHalfALineForAnAnswer() {
    inTurn(Reply.lines("{\"rse\": \"ONSITE\"}", "{\"rse\": \"TA"));

    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
    assertThat(server.asked("/rses/")).hasSize(3);
  }

  @Test
  void doesNotTakeALineWithoutItsFieldsForAnAnswer() {
    inTurn(Reply.lines("{\"RSE\": \"ONSITE\"}"));

    refusedAs(Refusal.UNAVAILABLE, () -> client.rses("*"));
  }

  @Test
  void readsInfinityAndSizesThatLookLikeFractions() throws RucioException {
    inTurn(
        Reply.lines(
            "{\"scope\": \"lst\", \"name\": \"a\", \"did_type\": \"FILE\", \"bytes\": 800.0,"
                + " \"adler32\": \"00000001\", \"md5\": null, \"limit\": Infinity}"));

    Did did = new Did("lst", "a");
    assertThat(client.files(List.of(did)))
        .containsEntry(did, new CatalogueFile(did, 800, "00000001", null, false));
  }

  @Test
  void waitsAsLongAsTheServerWishesIfThatIsShort() throws RucioException {
    inTurn(busy("2"), Reply.json("{\"version\": \"41.5.1\"}"));

    assertThat(client.serverVersion()).isEqualTo("41.5.1");
    assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void leavesALongWishToTheCaller() {
    inTurn(busy("120"));

    refusedAs(Refusal.UNAVAILABLE, client::serverVersion);
    assertThat(server.asked("/ping")).hasSize(1);
  }

  private static Reply busy(String seconds) {
    return new Reply(429, Map.of("Retry-After", seconds), "later", Ending.WHOLE);
  }

  @Test
  void doesNotRepeatARefusalThatComesAs500() {
    inTurn(Reply.error(500, "AccessDenied"));

    refusedAs(Refusal.NOT_PERMITTED, () -> client.rse("ONSITE"))
        .matches(e -> e.status() == 500 && e.exceptionClass().equals("AccessDenied"));
    assertThat(server.asked("/ping")).hasSize(1);
  }

  @Test
  void failsFastWhileTheCircuitIsOpenAndClosesItByAProbeOfItsOwn() throws RucioException {
    inTurn(Reply.page(503));
    refusedAs(Refusal.UNAVAILABLE, client::serverVersion);
    refusedAs(Refusal.UNAVAILABLE, client::serverVersion);
    int before = server.asked("/").size();

    refusedAs(Refusal.UNAVAILABLE, client::serverVersion).matches(e -> e.status() == 0);
    assertThat(client.available()).isFalse();
    assertThat(server.asked("/")).hasSize(before);
    assertThat(told).contains("circuit open");

    clock.tick(Duration.ofSeconds(6));
    assertThat(client.available()).isFalse();
    assertThat(told).contains("probe 503 ");

    server.answers(call -> Reply.json("{\"version\": \"41.5.1\"}"));
    assertThat(client.available()).isFalse();
    clock.tick(Duration.ofSeconds(6));
    assertThat(client.available()).isTrue();
    assertThat(told).endsWith("circuit closed");
    assertThat(client.serverVersion()).isEqualTo("41.5.1");
  }

  @Test
  void keepsTheCircuitClosedHoweverOftenRucioRefuses() {
    inTurn(Reply.error(404, "RSENotFound"));
    server.answers(
        call ->
            call.path().equals("/ping")
                ? Reply.json("{\"version\": \"41.5.1\"}")
                : Reply.error(404, "RSENotFound"));

    for (int i = 0; i < 20; i++) {
      refusedAs(Refusal.RSE_UNKNOWN, () -> client.rse("NOPE"));
    }

    assertThat(client.available()).isTrue();
    assertThat(told).doesNotContain("circuit open");
  }

  @Test
  void takesSlowAnswersForAnswers() {
    CircuitBreaker circuit = client.circuitBreakers().circuitBreaker("rucio");

    for (int i = 0; i < 20; i++) {
      circuit.onSuccess(70, TimeUnit.SECONDS);
    }

    assertThat(circuit.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void isUnavailableWhenNobodyListens() {
    server.close();

    refusedAs(Refusal.UNAVAILABLE, () -> client.attach(DATASET, "ONSITE", entries(2)));
    refusedAs(Refusal.UNAVAILABLE, client::account);
    assertThat(client.available()).isFalse();
  }

  @Test
  void showsItsBreakerBulkheadAndRetryToMeters() {
    assertThat(client.circuitBreakers().getAllCircuitBreakers())
        .extracting(breaker -> breaker.getName())
        .containsExactly("rucio");
    assertThat(client.bulkheads().getAllBulkheads()).hasSize(1);
    assertThat(client.retries().getAllRetries()).hasSize(1);
  }
}
