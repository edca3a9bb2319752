// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that replays is killed in the middle, again and again, at moments drawn at random. */
final class ReplayKillTest {

  private static final int FILES = 400;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void writeFiles() throws IOException {
    site = Site.in(folder);
    for (int i = 0; i < FILES; i++) {
      site.file("run%d/%04d.fits".formatted(i % 5, i), "bytes of " + i);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            ChildDaemon.command(
                List.of(),
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                "--config",
                site.config().toString(),
                "replay",
                "--source",
                "camera",
                "--rate",
                "50"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private long looked() {
    Optional<JournalReader> journal = SqliteJournal.openReadOnly(site.state());
    if (journal.isEmpty()) {
      return 0;
    }
    try (JournalReader reader = journal.get()) {
      return reader.allReplays().stream().mapToLong(one -> one.progress().looked()).sum();
    }
  }

  @Test
  void itGoesOnWhereItWasAndNothingIsDoneOrCountedTwice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int kill = 1; kill <= 3; kill++) {
      long before = looked();
      Process replay = start();
      long wanted = before + 1 + random.nextInt(100);
      await().atMost(PATIENCE).until(() -> looked() >= wanted || !replay.isAlive());
      replay.destroyForcibly().waitFor();
    }
    long before = looked();
    assertThat(before).as("seed " + seed).isPositive().isLessThan(FILES);

    Invocation last =
        Invocation.of(
            "replay", "--source", "camera", "--rate", "50", "--json", "--config", site.config());

    JsonNode done = new ObjectMapper().readTree(last.out());
    assertThat(done.path("id").asLong()).as("the same one").isEqualTo(1);
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("counts").toString()).isEqualTo("{\"sighted\":" + FILES + "}");
    assertThat(done.path("total").asLong()).isEqualTo(FILES);
    assertSound();
  }

  private void assertSound() {
    try (Journal journal =
        SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      List<JournalFile> files =
          journal.files(
              new FileQuery(
                  Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 10_000));
      assertThat(files)
          .hasSize(FILES)
          .allSatisfy(file -> assertThat(file.standing().lane()).isEqualTo(Lane.BACKLOG))
          .allSatisfy(file -> assertThat(file.standing().generation()).isEqualTo(1))
          .allSatisfy(file -> assertThat(journal.history(file.id())).hasSize(1));
      assertThat(journal.allReplays()).extracting(Replay::id).containsExactly(1L);
      assertThat(journal.check()).isEmpty();
    }
  }
}
