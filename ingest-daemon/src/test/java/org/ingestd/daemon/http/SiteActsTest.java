// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.routes.disk.SourcePauses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls about sources and rules: with the token only, and only what there is. */
final class SiteActsTest {

  private static final String GOOD = "{\"reason\":\"disk is checked\",\"who\":\"alice\"}";

  @TempDir private Path state;
  private ApiToken token;
  private HttpFace face;

  @BeforeEach
  void start() throws Exception {
    Journal journal = Samples.journal(LifeCycleListener.NONE);
    token = ApiToken.readOrMake(state);
    face = ActingFace.start(state, journal, Optional.empty());
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private HttpResponse<String> post(String path, String body, String... header) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(face.url().resolve(path)).POST(BodyPublishers.ofString(body));
    if (header.length > 0) {
      request.headers(header);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(face.url().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  private HttpResponse<String> act(String path, String body) throws Exception {
    return post(path, body, "Authorization", token.header());
  }

  @Test
  void whoShowsTheTokenMayPauseResumeAndRescan() throws Exception {
    assertThat(act("/api/sources/lst1/pause", GOOD).body())
        .isEqualTo(
            "{\"source\":\"lst1\",\"result\":\"paused\",\"paused\":\"paused by alice: disk is"
                + " checked (since 2026-01-21T23:00:00Z)\"}");
    assertThat(act("/api/sources/lst1/pause", GOOD).body()).contains("already_paused");
    assertThat(new SourcePauses(state).why("lst1")).isPresent();
    assertThat(act("/api/sources/lst1/resume", GOOD).body())
        .isEqualTo("{\"source\":\"lst1\",\"result\":\"resumed\"}");
    assertThat(act("/api/sources/lst1/rescan", GOOD).body()).contains("rescanned");
    assertThat(act("/api/rules/repair", GOOD).body()).isEqualTo("{\"rules\":[],\"after\":0}");
    assertThat(get("/api/source-acts?limit=2"))
        .isEqualTo(
            "{\"acts\":[{\"number\":3,\"at\":\"2026-01-21T23:00:00Z\",\"source\":\"lst1\",\"done\":\"rescanned\","
                + "\"who\":\"alice\",\"why\":\"disk is checked\"},{\"number\":2,\"at\":\"2026-01-21T23:00:00Z\","
                + "\"source\":\"lst1\",\"done\":\"resumed\",\"who\":\"alice\",\"why\":\"disk is checked\"}],"
                + "\"before\":2}");
    assertThat(get("/api/source-acts?before=2")).contains("\"paused\"").doesNotContain("before");
  }

  @Test
  void withoutTokenReasonOrKnownNameNothingHappens() throws Exception {
    assertThat(post("/api/sources/lst1/pause", GOOD).statusCode()).isEqualTo(401);
    assertThat(post("/api/rules/repair", GOOD).statusCode()).isEqualTo(401);
    assertThat(
            post(
                    "/api/sources/lst1/pause",
                    GOOD,
                    "Authorization",
                    token.header(),
                    "Origin",
                    "https://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(act("/api/sources/other/pause", GOOD).statusCode()).isEqualTo(404);
    assertThat(act("/api/sources/lst1/delete", GOOD).statusCode()).isEqualTo(405);
    assertThat(act("/api/sources/..%2Fx/pause", GOOD).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(act("/api/sources/lst1/pause", "{\"who\":\"alice\"}").statusCode()).isEqualTo(400);
    assertThat(act("/api/sources/lst1/pause", "{\"reason\":\" \",\"who\":\"alice\"}").statusCode())
        .isEqualTo(400);
    assertThat(
            act("/api/rules/repair", "{\"reason\":\"x\",\"who\":\"a\",\"source\":\"nowhere\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(new SourcePauses(state).why("lst1")).isEmpty();
    assertThat(get("/api/source-acts")).isEqualTo("{\"acts\":[]}");
  }
}
