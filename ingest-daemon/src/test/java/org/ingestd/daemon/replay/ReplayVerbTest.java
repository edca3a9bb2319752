// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Test;

/** The verb beside a running daemon and without one, against the embedded catalogue. */
final class ReplayVerbTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Invocation replay(Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("replay"));
    all.addAll(List.of(words));
    all.addAll(List.of("--json", "--config", site.config()));
    return Invocation.of(all.toArray());
  }

  private JsonNode answer(Object... words) throws IOException {
    Invocation call = replay(words);
    assertThat(call.exit()).as(call.err()).isZero();
    return MAPPER.readTree(call.out());
  }

  private void file(String name, String written) throws IOException {
    Files.setLastModifiedTime(
        site.file(name, "bytes of " + name), FileTime.from(Instant.parse(written)));
  }

  private List<JsonNode> files() throws IOException {
    List<JsonNode> files = new ArrayList<>();
    for (String line :
        Invocation.of("files", "list", "--json", "--config", site.config())
            .out()
            .lines()
            .toList()) {
      files.add(MAPPER.readTree(line));
    }
    return files;
  }

  private List<String> all(String field) throws IOException {
    return files().stream().map(file -> file.path(field).asText()).distinct().toList();
  }

  private Daemon start() throws Exception {
    Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
    await().atMost(PATIENCE).until(() -> LifeSign.ofRunning(site.state()).isPresent());
    return daemon;
  }

  @Test
  void withoutADaemonItPutsFilesOnTheLaneItselfAndTheNextDaemonTakesThem() throws Exception {
    file("a.fits", "2026-01-21T22:00:00Z");
    file("run/b.fits", "2026-01-22T22:00:00Z");

    JsonNode done = answer("--source", "camera");

    assertThat(done.path("result").asText()).isEqualTo("done");
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("total").asLong()).isEqualTo(2);
    assertThat(done.path("counts").toString()).isEqualTo("{\"sighted\":2}");
    assertThat(done.path("seconds").asDouble()).isZero();
    assertThat(all("lane")).containsExactly("backlog");
    assertThat(all("state")).containsExactly("SIGHTED");
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> all("state").equals(List.of("SAFE")));

      JsonNode again = answer("--source", "camera");

      assertThat(again.path("counts").toString()).isEqualTo("{\"already_registered\":2}");
      assertThat(all("state")).containsExactly("SAFE");
    }
  }

  @Test
  void aRunningDaemonDoesItAndTheVerbWaitsForIt() throws Exception {
    catalogue.beginOutage();
    file("a.fits", Instant.now().minusSeconds(5).toString());
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> all("state").equals(List.of("DIGESTED")));
      assertThat(all("lane")).containsExactly("live");

      JsonNode done = answer("--source", "camera");

      assertThat(done.path("result").asText()).isEqualTo("done");
      assertThat(done.path("counts").toString()).isEqualTo("{\"moved\":1}");
      assertThat(done.path("who").asText()).isEqualTo(System.getProperty("user.name"));
      assertThat(all("lane")).containsExactly("backlog");
      catalogue.endOutage();
      await().atMost(PATIENCE).until(() -> all("state").equals(List.of("SAFE")));
    }
  }

  @Test
  void itIsPausedResumedAndCancelledInTheRunningDaemon() throws Exception {
    for (int i = 0; i < 40; i++) {
      file("f" + i, Instant.now().minusSeconds(100).toString());
    }
    catalogue.beginOutage();
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> files().size() == 40);
      JsonNode begun = answer("--source", "camera", "--rate", "1", "--no-wait");
      assertThat(begun.path("result").asText()).isEqualTo("begun");

      assertThat(answer("--source", "camera", "--rate", "1", "--no-wait").path("result").asText())
          .isEqualTo("already_running");
      assertThat(answer("--pause", "1").path("result").asText()).isEqualTo("paused");
      assertThat(answer("--pause", "1").path("result").asText()).isEqualTo("already_paused");
      JsonNode listed = MAPPER.readTree(replay("--list").out());
      assertThat(listed.path("state").asText()).isEqualTo("paused");
      assertThat(listed.path("rate").asInt()).isEqualTo(1);
      JsonNode resumed = answer("--resume", "1", "--no-wait");
      assertThat(resumed.path("result").asText()).isEqualTo("resumed");
      assertThat(resumed.path("state").asText()).isEqualTo("running");
      assertThat(answer("--cancel", "1").path("result").asText()).isEqualTo("cancelled");

      Invocation refused = replay("--resume", "1");
      assertThat(refused.exit()).isEqualTo(65);
      assertThat(refused.err()).contains("is cancelled");
      assertThat(replay("--pause", "77").exit()).isEqualTo(65);
    }
  }

  @Test
  void aDryRunChangesNothingNotEvenTheStateDirectory() throws Exception {
    file("a.fits", "2026-01-21T22:00:00Z");
    file("b.fits", "2026-01-22T22:00:00Z");

    JsonNode counted = answer("--source", "camera", "--from", "2026-01-22", "--dry-run");

    assertThat(counted.toString())
        .isEqualTo(
            "{\"dryRun\":true,\"source\":\"camera\",\"from\":\"2026-01-22\",\"total\":1,"
                + "\"counts\":{\"sighted\":1}}");
    assertThat(site.state()).doesNotExist();
  }

  @Test
  void whatCannotBeAskedForIsRefusedInWords() throws Exception {
    Invocation wrong =
        replay("--source", "nobody", "--from", "yesterday", "--rate", "-5", "--pattern", "[");

    assertThat(wrong.exit()).isEqualTo(64);
    assertThat(wrong.err())
        .contains("no source 'nobody'", "camera", "'yesterday'", "rate is -5", "pattern '['");
    assertThat(replay().exit()).isEqualTo(64);
    assertThat(replay("--list", "--source", "camera").exit()).isEqualTo(64);
    assertThat(replay("--list", "--rate", "5").exit()).isEqualTo(64);
    assertThat(site.state()).doesNotExist();
  }

  @Test
  void whatIsNotedWithoutADaemonIsDoneByTheNextOne() throws Exception {
    file("a.fits", Instant.now().minusSeconds(100).toString());
    JsonNode noted = answer("--source", "camera", "--no-wait");
    assertThat(noted.path("state").asText()).isEqualTo("running");
    assertThat(files()).isEmpty();

    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> replay("--list").out().contains("\"state\":\"done\""));
      await().atMost(PATIENCE).until(() -> all("state").equals(List.of("SAFE")));
    }
    try (Journal journal =
        SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(journal.check()).isEmpty();
    }
  }

  @Test
  void peopleReadOneLine() throws Exception {
    file("a.fits", "2026-01-21T22:00:00Z");

    Invocation done = Invocation.of("replay", "--source", "camera", "--config", site.config());
    Invocation listed = Invocation.of("replay", "--list", "--config", site.config());

    assertThat(done.out())
        .isEqualTo("replay 1 of camera: done, 1 of 1 files looked at; 1 sighted\n");
    assertThat(listed.out().lines().toList().get(1))
        .contains("camera", "all", "done", "1 of 1 files looked at: 1 sighted", "0 s");
  }
}
