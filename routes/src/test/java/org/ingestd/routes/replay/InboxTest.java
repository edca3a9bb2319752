// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.DIGESTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.Given;
import org.ingestd.routes.Installation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as files, with Camel and the daemon's own loops. */
class InboxTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path home;
  private Installation here;

  @BeforeEach
  void install() throws IOException {
    here = new Installation(home);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private Path inbox() throws IOException {
    return Files.createDirectories(here.state().resolve("inbox"));
  }

  private void drop(String name, String request) throws IOException {
    Files.writeString(inbox().resolve(".request"), request);
    Files.move(inbox().resolve(".request"), inbox().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private JsonNode answer(String name) throws IOException {
    Path file = inbox().resolve(name);
    await().atMost(SOON).until(() -> Files.exists(file));
    return MAPPER.readTree(file.toFile());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(inbox())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aRequestPutsFilesOnTheBacklogLaneAndIsAnsweredBesideIt() throws IOException {
    here.catalogue.beginOutage();
    here.write("a.fits", "content");
    here.start(Given.at(here.data));
    here.awaitAll(1, DIGESTED);
    assertThat(here.file("a.fits").standing().lane()).isEqualTo(Lane.LIVE);

    drop("night.json", "{\"source\": \"lst1\"}");

    JsonNode answer = answer("night.done.json");
    assertThat(here.file("a.fits").standing().lane()).isEqualTo(Lane.BACKLOG);
    assertThat(answer.path("state").asText()).isEqualTo("done");
    assertThat(answer.path("source").asText()).isEqualTo("lst1");
    assertThat(answer.path("who").asText()).isEqualTo("inbox");
    assertThat(answer.path("counts").path("moved").asLong()).isEqualTo(1);
    await().atMost(SOON).until(() -> names().equals(List.of("night.done.json")));
  }

  @Test
  void aBadRequestIsToldAndAnsweredAndTheNextOneIsTaken() throws IOException {
    here.start(Given.at(here.data));

    drop("1.yaml", "source: nobody\nlanes: 2\n");
    drop("2.yaml", "source: lst1\n");

    assertThat(answer("1.refused.json").path("faults").toString()).contains("nobody", "'lanes'");
    assertThat(answer("2.done.json").path("id").asLong()).isEqualTo(1);
    await().atMost(SOON).until(() -> names().equals(List.of("1.refused.json", "2.done.json")));
    assertThat(here.listener.faults.get(0)).hasMessageContaining("nobody");
  }

  @Test
  void aResultThatACrashKeptFromBeingWrittenIsWrittenAtTheNextStart() throws IOException {
    ReplayRequest request = new ReplayRequest("lst1", null, null, null, 0);
    here.journal().replays().begin(request, "inbox", Optional.of("owed.json#12.34"));
    here.journal().replays().turn(1, ReplayState.DONE);
    inbox();

    here.start(Given.at(here.data));

    assertThat(answer("owed.done.json").path("state").asText()).isEqualTo("done");
    await().atMost(SOON).until(() -> here.journal().allReplays().get(0).origin().answered());
  }

  @Test
  void aRequestThatWasTakenBeforeACrashIsNotTakenAgain() throws Exception {
    drop("night.json", "{\"source\": \"lst1\"}");
    RequestFile file = new RequestFile(inbox().resolve("night.json"));
    here.journal()
        .replays()
        .begin(file.read(List.of("lst1")), "inbox", Optional.of(file.identity()));
    here.write("a.fits", "content");

    here.start(Given.at(here.data));

    answer("night.done.json");
    await().atMost(SOON).until(() -> names().equals(List.of("night.done.json")));
    assertThat(here.journal().allReplays()).hasSize(1);
  }

  @Test
  void aReplayGoesOnAfterARestart() throws IOException {
    here.catalogue.beginOutage();
    for (int i = 0; i < 60; i++) {
      here.write("a" + i, "content" + i);
    }
    here.start(Given.at(here.data));
    here.awaitAll(60, DIGESTED);
    here.journal()
        .replays()
        .begin(new ReplayRequest("lst1", null, null, null, 10), "otto", Optional.empty());
    await().atMost(SOON).until(() -> here.journal().allReplays().get(0).progress().looked() >= 10);
    here.stop();
    assertThat(here.journal().allReplays().get(0).state()).isEqualTo(ReplayState.RUNNING);

    here.start(Given.at(here.data));

    await()
        .atMost(SOON)
        .until(() -> here.journal().allReplays().get(0).state() == ReplayState.DONE);
    Map<ReplayOutcome, Long> counts = here.journal().allReplays().get(0).progress().counts();
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(60);
    assertThat(here.files())
        .hasSize(60)
        .allSatisfy(file -> assertThat(file.standing().lane()).isEqualTo(Lane.BACKLOG));
  }

  @Test
  void manyRequestsInOneProcessAreAllAnswered() throws IOException {
    here.start(Given.at(here.data));
    for (int i = 0; i < 250; i++) {
      drop(i + ".json", "{\"source\": \"lst1\", \"rate\": " + (i + 1) + "}");
    }

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> names().stream().filter(name -> name.endsWith(".done.json")).count() == 250);
    assertThat(here.journal().allReplays()).hasSize(250);
  }
}
