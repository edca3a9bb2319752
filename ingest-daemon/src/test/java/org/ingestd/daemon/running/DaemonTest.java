// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.journal.JournalException;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Test;

/** The whole daemon in this process, against the embedded catalogue. */
final class DaemonTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  private Daemon start() throws Exception {
    return Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  private HttpResponse<String> get(Daemon daemon, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(daemon.page().resolve(path)).build(), BodyHandlers.ofString());
  }

  private JsonNode status() throws Exception {
    Invocation call = Invocation.of("status", "--json", "--config", site.config());
    return new ObjectMapper().readTree(call.out());
  }

  @Test
  void bringsAFileToSafeAndTellsTheSameOnPageAndCommandLine() throws Exception {
    site.file("20260121/a.fits", "some bytes");

    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> status().at("/files/SAFE/count").asInt() == 1);
      await().atMost(PATIENCE).until(() -> status().at("/rucio/version").isTextual());

      JsonNode onCommandLine = status();
      JsonNode onPage = new ObjectMapper().readTree(get(daemon, "/api/status").body());
      assertThat(onCommandLine.get("running").asBoolean()).isTrue();
      assertThat(onCommandLine.get("verdict").asText())
          .matches("All 1 file of the night of [0-9]+ [A-Z][a-z]+ is safe\\.");
      assertThat(onCommandLine.at("/sources/0/online").asBoolean()).isTrue();
      assertThat(onCommandLine.at("/rucio/circuit").asText()).isEqualTo("closed");
      assertThat(onCommandLine.at("/sources/0/lastFile/path").asText())
          .isEqualTo("20260121/a.fits");
      assertThat(onCommandLine.at("/sources/0/lastHour/bytes").asLong()).isEqualTo(10);
      assertThat(onCommandLine.at("/sources/0/watch").asText()).isEqualTo("events");
      await().atMost(PATIENCE).until(() -> status().at("/sources/0/room/free").asLong() > 0);
      assertThat(onPage.get("files")).isEqualTo(onCommandLine.get("files"));
      assertThat(onPage.get("verdict")).isEqualTo(onCommandLine.get("verdict"));
      assertThat(get(daemon, "/health/ready").statusCode()).isEqualTo(200);
      assertThat(get(daemon, "/metrics").body())
          .contains("ingestd_files{source=\"camera\",state=\"safe\"} 1.0", "ingestd_build_info");
    }

    assertThat(status().get("running").asBoolean()).isFalse();
    Invocation explained =
        Invocation.of(
            "explain", site.data().resolve("b.fits"), "--json", "--config", site.config());
    assertThat(new ObjectMapper().readTree(explained.out()).get("pfn").asText())
        .as("the RSE is remembered")
        .endsWith("/data/R0/b.fits");
  }

  @Test
  void tellsOnPageAndCommandLineWhatTheNightLacks() throws Exception {
    site.source(
        """
        complete: { quiet: 1s }
        rescan: 1s
        naming: { scope: lst, dataset: "R0/{night}" }
        rules: [{ expression: QOS=TAPE }]
        expected: { count: 3 }
        """);
    site.file("a.fits", "some bytes");

    try (Daemon daemon = start()) {
      String lacking =
          "1 of 3 expected files of the night of [0-9]+ [A-Z][a-z]+ is safe; 2 have not arrived\\.";
      await().atMost(PATIENCE).until(() -> status().get("verdict").asText().matches(lacking));
      JsonNode onPage = new ObjectMapper().readTree(get(daemon, "/api/status").body());
      assertThat(onPage.get("verdict")).isEqualTo(status().get("verdict"));
      assertThat(onPage.at("/night/missing").asLong()).isEqualTo(2);
    }
  }

  @Test
  void staysUpWhileRucioIsAwayAndGoesOnByItself() throws Exception {
    site.file("a.fits", "some bytes");
    catalogue.beginOutage();

    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> get(daemon, "/health/ready").statusCode() == 200);
      assertThat(get(daemon, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(daemon, "/health/ready").body()).contains("\"degraded\":[\"Rucio");

      catalogue.endOutage();

      await().atMost(PATIENCE).until(() -> status().at("/files/SAFE/count").asInt() == 1);
    }
  }

  @Test
  void staysUpNotReadyWhileTheSignInIsRefused() throws Exception {
    site.password("wrong");

    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> status().at("/sources/0/lastScan").isTextual());
      assertThat(get(daemon, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(daemon, "/health/ready").body()).containsIgnoringCase("sign");
      assertThat(get(daemon, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsOnPageAndCommandLineWhyTheSignInIsRefused() throws Exception {
    site.password("wrong");

    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> status().at("/rucio/signIn").asText().equals("refused"));
      assertThat(status().at("/rucio/signInProblem").asText())
          .contains("refuses to sign in ingest");
      assertThat(get(daemon, "/metrics").body())
          .contains("ingestd_auth_renewals_total{method=\"userpass\",result=\"refused\"}");

      assertThat(status().at("/sources/0/name").asText()).isEqualTo("camera");
      await().atMost(PATIENCE).until(() -> status().at("/sources/0/online").asBoolean());
    }
  }

  @Test
  void refusesToStartOnAnRseThatCannotBeASource() {
    for (String rse : new String[] {"DETERMINISTIC", "NOWHERE"}) {
      site.rse(rse);

      assertThatThrownBy(this::start)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(rse)
          .extracting(fault -> ((StartRefused) fault).why())
          .isEqualTo(StartRefused.Cause.RSE);
    }
  }

  @Test
  void saysOnceRucioAnswersThatARuleCannotBeMadeAndBurnsNoFile() throws Exception {
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, dataset: "R0/{night}" }
        rules: [{ expression: QOS=PAPER }]
        """);
    site.file("a.fits", "some bytes");
    catalogue.beginOutage();

    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> status().at("/files/DIGESTED/count").asInt() == 1);
      catalogue.endOutage();

      await()
          .atMost(PATIENCE)
          .until(() -> get(daemon, "/health/ready").body().contains("'QOS=PAPER' names no RSE"));
      assertThat(get(daemon, "/health/live").statusCode()).isEqualTo(200);
      assertThat(status().at("/files/DIGESTED/count").asInt()).isEqualTo(1);
      assertThat(status().get("problems")).isEmpty();
      assertThat(catalogue.snapshot().files()).isEmpty();
    }
  }

  @Test
  void namesTheHolderToASecondDaemon() throws Exception {
    try (Daemon first = start()) {
      assertThat(first.page()).isNotNull();

      assertThatThrownBy(this::start)
          .isInstanceOfSatisfying(
              JournalException.class,
              fault -> {
                assertThat(fault.kind()).isEqualTo(JournalException.Kind.LOCKED);
                assertThat(fault).hasMessageContaining("pid=" + ProcessHandle.current().pid());
              });
    }
  }
}
