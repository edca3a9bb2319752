// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.http.Fault;
import org.ingestd.testbed.catalogue.http.Fault.Kind;
import org.junit.jupiter.api.Test;

final class FaultsTest extends OneFileAndADataset {

  @Test
  void answersTheNextCallsWithAnErrorAndTouchesNothing() throws Exception {
    catalogue.faults().add(Fault.error("attach", 500, "DatabaseException").times(2));

    String entry = Rest.entry(onsite, "a");
    assertThat(rest.attach("night", entry).outcome()).isEqualTo("500 DatabaseException");
    assertThat(rest.get("/dids/clerk/night").outcome()).isEqualTo("200");
    assertThat(rest.attach("night", entry).outcome()).isEqualTo("500 DatabaseException");
    assertThat(catalogue.snapshot().files()).isEmpty();
    assertThat(rest.attach("night", entry).outcome()).isEqualTo("201");
  }

  @Test
  void strikesAShareOfTheCallsTheSameForTheSameSeed() throws Exception {
    List<List<Integer>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      CatalogueSettings settings = CatalogueSettings.DEFAULT.withSeed(7);
      try (EmbeddedCatalogue other = EmbeddedCatalogue.start(home, onsite, settings)) {
        other.faults().add(Fault.error("ping", 503, "").share(0.5));
        Rest client = new Rest(other);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          statuses.add(client.raw("GET", "/ping", "").status());
        }
        runs.add(statuses);
      }
    }

    assertThat(runs.get(0)).contains(200, 503).isEqualTo(runs.get(1));
  }

  @Test
  void losesTheAnswerAfterTheEffect() throws Exception {
    catalogue.faults().add(Fault.of(Kind.LOST_ANSWER, "attach").times(1));

    assertThatThrownBy(() -> rest.attach("night", Rest.entry(onsite, "a")))
        .isInstanceOf(IOException.class);

    assertThat(catalogue.snapshot().files()).containsKey(A);
    assertThat(rest.attach("night", Rest.entry(onsite, "a")).outcome()).isEqualTo("201");
  }

  @Test
  void cutsTheConnectionBeforeTheEffect() throws Exception {
    catalogue.faults().add(Fault.of(Kind.RESET, "attach").times(1));

    assertThatThrownBy(() -> rest.attach("night", Rest.entry(onsite, "a")))
        .isInstanceOf(IOException.class);

    assertThat(catalogue.snapshot().files()).isEmpty();
  }

  @Test
  void cutsBodiesOrEndsThemEarly() throws Exception {
    rest.attach(
        "night", Rest.entry(onsite, "a"), Rest.entry("b", 1, "00000001", onsite.resolve("b")));

    catalogue.faults().add(Fault.of(Kind.TRUNCATED, "files").times(1));
    assertThatThrownBy(() -> rest.get("/dids/clerk/night/files")).isInstanceOf(IOException.class);
    catalogue.faults().add(Fault.of(Kind.SHORTENED, "files").times(1));
    Rest.Answer shortened = rest.get("/dids/clerk/night/files");

    assertThat(shortened.status()).isEqualTo(200);
    assertThat(shortened.lines()).hasSize(1);
    assertThat(rest.get("/dids/clerk/night/files").lines()).hasSize(2);
  }

  @Test
  void showsPagesOfProxiesAndRetryAfter() throws Exception {
    catalogue.faults().add(Fault.html("did", 200).times(1));
    catalogue.faults().add(Fault.busy("ping", 7).times(1));

    Rest.Answer page = rest.get("/dids/clerk/night");
    Rest.Answer busy = rest.raw("GET", "/ping", "");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/html");
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.response().headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void delaysAnswersWithoutHoldingOthersUp() throws Exception {
    catalogue.faults().add(Fault.delay("did", Duration.ofMillis(300)).times(1));

    long before = System.nanoTime();
    Rest.Answer late = rest.get("/dids/clerk/night");
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    assertThat(late.status()).isEqualTo(200);
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void refusesConnectionsInAnOutageAndComesBackOnTheSamePort() throws Exception {
    catalogue.beginOutage();
    assertThatThrownBy(() -> new Rest(catalogue).raw("GET", "/ping", ""))
        .isInstanceOf(ConnectException.class);

    catalogue.endOutage();

    assertThat(new Rest(catalogue).raw("GET", "/ping", "").status()).isEqualTo(200);
    assertThat(catalogue.snapshot().collections()).containsKey(new Did("clerk", "night"));
  }

  @Test
  void forgetsAllTokens() throws Exception {
    catalogue.admin().revokeTokens();

    assertThat(rest.get("/dids/clerk/night").outcome()).isEqualTo("401 CannotAuthenticate");
    assertThat(new Rest(catalogue).get("/dids/clerk/night").outcome()).isEqualTo("200");
  }

  @Test
  void canBeSwitchedOverHttp() throws Exception {
    String wish =
        """
        {"kind":"error","operation":"add_rule","calls":1,"status":401,
         "exceptionClass":"AccessDenied","message":"not today"}""";
    assertThat(rest.raw("POST", "/_faults", wish).status()).isEqualTo(201);
    assertThat(rest.raw("GET", "/_faults", "").json()).hasSize(1);
    assertThat(rest.post("/rules/", Rest.ruleBody("night", "QOS=TAPE", 1)).outcome())
        .isEqualTo("401 AccessDenied");

    rest.raw("POST", "/_faults", "{\"kind\":\"html\"}");
    assertThat(rest.raw("GET", "/ping", "").status()).isEqualTo(502);
    rest.raw("DELETE", "/_faults", "");
    assertThat(rest.raw("GET", "/ping", "").status()).isEqualTo(200);

    assertThat(rest.raw("POST", "/_faults", "{\"kind\":\"flood\"}").status()).isEqualTo(400);
    assertThat(
            rest.raw("POST", "/_faults", "{\"kind\":\"reset\",\"operation\":\"nonsense\"}")
                .status())
        .isEqualTo(400);
    rest.raw("POST", "/_faults", "{\"kind\":\"revoke_tokens\"}");
    assertThat(rest.get("/dids/clerk/night").status()).isEqualTo(401);
  }

  @Test
  void countsCallsThatFaultsBefell() throws Exception {
    catalogue.faults().add(Fault.denied("attach").times(1));

    rest.attach("night", Rest.entry(onsite, "a"));

    assertThat(catalogue.calls().of(Operation.ATTACH)).isEqualTo(1);
  }
}
