// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.verify.result.VerifyReport.Failed;
import org.ingestd.routes.contract.SilentListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The verb {@code verify}, begun by a daemon for whoever asks on the page. */
final class ComparisonsTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  private Daemon start() throws Exception {
    return Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  private JsonNode get(Daemon daemon, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(daemon.page().resolve(path)).build();
    return new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private String ask(Daemon daemon) throws Exception {
    String token = Files.readString(site.state().resolve("api-token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(daemon.page().resolve("/api/sources/camera/verify"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"reason\":\"disk was away\",\"who\":\"anna\"}"))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static long children() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(" verify --source "))
        .count();
  }

  @Test
  void aSourceIsComparedOnceAtATimeAndTheResultIsShown() throws Exception {
    site.file("a.fits", "some bytes");
    try (Daemon daemon = start()) {
      await()
          .atMost(PATIENCE)
          .until(() -> get(daemon, "/api/status").at("/files/SAFE/count").asInt() == 1);
      assertThat(get(daemon, "/api/verify").at("/sources/0").has("at")).isFalse();

      assertThat(ask(daemon)).contains("\"result\":\"comparing\"");
      assertThat(get(daemon, "/api/verify").at("/underWay/source").asText()).isEqualTo("camera");
      assertThat(ask(daemon)).contains("\"result\":\"already_comparing\"");

      await()
          .atMost(PATIENCE)
          .until(() -> get(daemon, "/api/verify").at("/sources/0/files").asInt() == 1);
      JsonNode found = get(daemon, "/api/verify");
      assertThat(found.at("/sources/0/read").asText()).isEqualTo("none");
      assertThat(found.at("/sources/0/differences")).isEmpty();
      await().atMost(PATIENCE).until(() -> !get(daemon, "/api/verify").has("underWay"));
      assertThat(get(daemon, "/api/verify").has("failed")).isFalse();
      assertThat(get(daemon, "/api/source-acts").at("/acts/0/done").asText())
          .isEqualTo("comparing");
      assertThat(get(daemon, "/api/source-acts").at("/acts/0/who").asText()).isEqualTo("anna");
    }
  }

  @Test
  void whyAComparisonCameToNoResultIsShown() throws Exception {
    catalogue.beginOutage();
    try (Daemon daemon = start()) {
      assertThat(ask(daemon)).contains("\"result\":\"comparing\"");
      await().atMost(PATIENCE).until(() -> get(daemon, "/api/verify").has("failed"));
      JsonNode found = get(daemon, "/api/verify");
      assertThat(found.at("/failed/source").asText()).isEqualTo("camera");
      assertThat(found.at("/failed/why").asText()).contains("Rucio");
      assertThat(found.has("underWay")).isFalse();

      catalogue.endOutage();
      assertThat(ask(daemon)).contains("\"result\":\"comparing\"");
      assertThat(get(daemon, "/api/verify").has("failed")).isFalse();
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(children()).isZero());
  }

  @Test
  void aSourceThatIsAwayIsToldAndNotCompared() throws Exception {
    try (Daemon daemon = start()) {
      Files.delete(site.data());
      Comparisons comparisons =
          new Comparisons(site.config(), site.state(), Clock.systemUTC(), new SilentListener());
      try (comparisons) {
        assertThat(comparisons.begin("camera")).isTrue();
        await().atMost(PATIENCE).until(() -> failed(comparisons) != null);
        assertThat(failed(comparisons)).extracting(Failed::why).asString().contains("not compared");
      }
      assertThat(comparisons.begin("camera")).as("closed").isFalse();
      assertThat(get(daemon, "/api/verify").has("failed")).as("another's").isFalse();
    }
  }

  private static @Nullable Failed failed(Comparisons comparisons) {
    return comparisons.beside(new VerifyReport(List.of(), null, null)).failed();
  }
}
