// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acting calls, as a script would make them, and as others must not. */
final class FileActsTest {

  private static final String GOOD = "{\"reason\":\"run is bad\",\"who\":\"alice\"}";

  @TempDir private Path state;
  private final Journal journal = Samples.journal(LifeCycleListener.NONE);
  private ApiToken token;
  private HttpFace face;
  private long id;

  @BeforeEach
  void start() throws IOException {
    token = ApiToken.readOrMake(state);
    face = ActingFace.start(state, journal, Optional.empty());
    id = Samples.sight(journal, "a.fits").get(0).id();
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(face.url().resolve(path)).POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> act(String path, String body) throws Exception {
    return send(post(path, body).header("Authorization", token.header()));
  }

  private FileState stateNow() {
    return journal.file(id).orElseThrow().state();
  }

  @Test
  void whoShowsTheTokenMayAct() throws Exception {
    HttpResponse<String> held = act("/api/files/" + id + "/hold", GOOD);
    HttpResponse<String> again = act("/api/files/" + id + "/hold", GOOD);
    HttpResponse<String> refused = act("/api/files/" + id + "/retry", GOOD);

    assertThat(held.statusCode()).isEqualTo(200);
    assertThat(held.body()).contains("\"result\":\"held\"", "\"state\":\"QUARANTINED\"");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("already_held");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("files release");
    assertThat(stateNow()).isEqualTo(FileState.QUARANTINED);
  }

  @Test
  void whoDoesNotShowItMayNot() throws Exception {
    String path = "/api/files/" + id + "/hold";
    for (String shown : List.of("", "Bearer", "Bearer x", token.header() + "x")) {
      HttpRequest.Builder call = post(path, GOOD);
      HttpResponse<String> answer =
          send(shown.isEmpty() ? call : call.header("Authorization", shown));

      assertThat(answer.statusCode()).as(shown).isEqualTo(401);
    }
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  /** All users of a machine share one address. */
  @Test
  void anotherUserWhoGuessesIsSlowedDownAndKeepsNobodyFromActing() throws Exception {
    String path = "/api/files/" + id + "/hold";
    for (int i = 0; i < 5; i++) {
      assertThat(send(post(path, GOOD).header("Authorization", "Bearer x" + i)).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> sixth = send(post(path, GOOD).header("Authorization", "Bearer x6"));

    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.headers().firstValue("Retry-After")).contains("60");
    assertThat(act(path, GOOD).statusCode()).isEqualTo(200);
  }

  @Test
  void aPageOfAnotherOriginMayNotEvenWithTheToken() throws Exception {
    for (String origin : List.of("http://evil.example.org", "null", "http://localhost:1")) {
      HttpResponse<String> answer =
          send(
              post("/api/files/" + id + "/hold", GOOD)
                  .header("Authorization", token.header())
                  .header("Origin", origin));
      assertThat(answer.statusCode()).as(origin).isEqualTo(403);
    }
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  @Test
  void whatWasDoneIsInTheAuditWithWhoAndWhy() throws Exception {
    act("/api/files/" + id + "/hold", GOOD);
    act("/api/files/" + id + "/release", "{\"reason\":\"good again\",\"who\":\"bob\"}");

    String acts =
        send(HttpRequest.newBuilder(face.url().resolve("/api/acts?limit=1")).GET()).body();

    assertThat(acts)
        .contains("\"who\":\"bob\"", "\"why\":\"good again\"", "\"done\":\"released\"")
        .contains("\"path\":\"a.fits\"", "\"before\":2")
        .doesNotContain("alice");
  }

  @Test
  void aTokenCanBeTriedBeforeItIsNeeded() throws Exception {
    assertThat(act("/api/sign-in", "{}").statusCode()).isEqualTo(200);
    assertThat(send(post("/api/sign-in", "{}")).statusCode()).isEqualTo(401);
    assertThat(
            send(post("/api/sign-in", "{}")
                    .header("Authorization", token.header())
                    .header("Origin", "http://evil.example.org"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void nonsenseIsRefusedWithAWord() throws Exception {
    String path = "/api/files/" + id + "/hold";
    assertThat(act(path, "").statusCode()).isEqualTo(400);
    assertThat(act(path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(400);
    assertThat(act(path, "{\"reason\":\" \",\"who\":\"alice\"}").statusCode()).isEqualTo(400);
    assertThat(act(path, " ".repeat(9_000)).statusCode()).isEqualTo(400);
    assertThat(act("/api/files/99/hold", GOOD).statusCode()).isEqualTo(404);
    assertThat(act("/api/files/" + id + "/destroy", GOOD).statusCode()).isEqualTo(405);
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  @Test
  void theTokenIsForTheDaemonsUserOnlyAndStays() throws Exception {
    Path file = state.resolve("api-token");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ApiToken.readOrMake(state).header()).isEqualTo(token.header());

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(ApiToken.readOrMake(state).header())
        .as("others may have read it")
        .isNotEqualTo(token.header());
  }
}
