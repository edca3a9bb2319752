// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acting verbs beside a running daemon and without one. */
final class OrderCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.file("empty.fits", "");
    site.file("a.fits", "some bytes");
  }

  @AfterEach
  void end() {
    catalogue.close();
  }

  private Daemon start() throws Exception {
    Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
    await().atMost(PATIENCE).until(() -> LifeSign.ofRunning(site.state()).isPresent());
    return daemon;
  }

  private Invocation files(String act, Object... which) throws Exception {
    Object[] words = new Object[which.length + 6];
    words[0] = "files";
    words[1] = act;
    System.arraycopy(which, 0, words, 2, which.length);
    Object[] rest = {"--reason", "because", "--config", site.config()};
    System.arraycopy(rest, 0, words, 2 + which.length, rest.length);
    return Invocation.of(words);
  }

  private JsonNode show(String path) throws Exception {
    return new ObjectMapper()
        .readTree(Invocation.of("files", "show", path, "--json", "--config", site.config()).out());
  }

  private String stateOf(String path) throws Exception {
    return show(path).path("state").asText();
  }

  @Test
  void theyGoThroughTheRunningDaemonAndAfterItStraightToTheJournal() throws Exception {
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> stateOf("empty.fits").equals("QUARANTINED"));

      Invocation accepted = files("accept", "empty.fits", "--json");

      assertThat(accepted.err()).isEmpty();
      assertThat(accepted.exit()).isZero();
      assertThat(new ObjectMapper().readTree(accepted.out()).get("result").asText())
          .isEqualTo("accepted");
      assertThat(show("empty.fits").get("problem").asText()).isEqualTo("ACCEPTED");
      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("SAFE"));
    }

    Invocation retried = files("retry", site.data().resolve("empty.fits"));

    assertThat(retried.err()).isEmpty();
    assertThat(retried.out()).contains("camera:empty.fits  retried  SIGHTED");
    assertThat(show("empty.fits").get("history").toString())
        .contains(
            "accepted by " + System.getProperty("user.name") + ": because",
            "retried by " + System.getProperty("user.name") + ": because");
    try (Journal journal =
        SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(journal.check()).isEmpty();
    }
  }

  @Test
  void aFileThatIsHeldIsNotRegisteredUntilItIsReleased() throws Exception {
    site.source(
        """
        complete: { quiet: 0s, marker: "{path}.ok" }
        rescan: 1s
        naming: { scope: lst }
        rules: [{ expression: QOS=TAPE }]
        """);
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("SIGHTED"));
      assertThat(files("hold", "a.fits").exit()).isZero();
      site.file("b.fits", "other bytes");
      site.file("a.fits.ok", "");
      site.file("b.fits.ok", "");
      await().atMost(PATIENCE).until(() -> stateOf("b.fits").equals("SAFE"));
      assertThat(stateOf("a.fits")).isEqualTo("QUARANTINED");

      assertThat(files("release", "a.fits").exit()).isZero();

      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("SAFE"));
    }
  }

  @Test
  void aRegisteredFileRestoredFromABackupGoesOnWhenItIsRetried() throws Exception {
    catalogue.daemons().pause();
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("REGISTERED"));
      Files.delete(site.data().resolve("a.fits"));
      await().atMost(PATIENCE).until(() -> problemOf("a.fits").equals("LOST_AFTER_REGISTRATION"));
      site.file("a.fits", "other byte");
      assertThat(files("retry", "a.fits").exit()).isZero();
      await()
          .atMost(PATIENCE)
          .until(() -> show("a.fits").path("history").toString().contains("registered adler32"));
      assertThat(stateOf("a.fits")).isEqualTo("QUARANTINED");

      Files.delete(site.data().resolve("a.fits"));
      site.file("a.fits", "some bytes");
      assertThat(files("retry", "a.fits").out()).contains("camera:a.fits  retried  QUARANTINED");

      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("REGISTERED"));
      catalogue.daemons().resume();
      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("SAFE"));
      assertThat(problemOf("a.fits")).isEmpty();
      assertThat(show("a.fits").path("history").toString()).contains("are as registered");
      assertThat(catalogue.snapshot().files()).hasSize(1);
    }
  }

  private String problemOf(String path) throws Exception {
    return show(path).path("problem").asText();
  }

  @Test
  void theyEndWithTheCodeOfWhatCameOut() throws Exception {
    assertThat(files("hold", "a.fits").exit()).as("no journal yet").isEqualTo(65);
    assertThat(site.state()).doesNotExist();
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> stateOf("a.fits").equals("SAFE"));
    }

    Invocation refused = files("hold", "a.fits");
    Invocation partly = files("release", "a.fits", "nowhere.fits");
    Invocation unknown = files("release", "nowhere.fits");
    Invocation unsaid = Invocation.of("files", "hold", "a.fits", "--config", site.config());

    assertThat(refused.exit()).isEqualTo(65);
    assertThat(refused.err()).contains("camera:a.fits is SAFE");
    assertThat(partly.exit()).isEqualTo(2);
    assertThat(partly.out()).contains("already_released");
    assertThat(unknown.exit()).isEqualTo(65);
    assertThat(unsaid.exit()).isEqualTo(64);
  }

  @Test
  void aJournalThatIsHeldWithoutASignOfLifeIsLeftAlone() throws Exception {
    start().close();
    try (Journal held =
        SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      Invocation call = files("retry", "a.fits");

      assertThat(call.exit()).isEqualTo(75);
      assertThat(call.err()).contains("pid=" + ProcessHandle.current().pid());
      assertThat(held.check()).isEmpty();
    }
  }
}
