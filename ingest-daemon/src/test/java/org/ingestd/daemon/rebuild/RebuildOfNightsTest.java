// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.ingestd.testbed.catalogue.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is lost where datasets are continued, closed and late ones made. */
final class RebuildOfNightsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FILES = 10;

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;

  @BeforeEach
  void fillAndClose() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        expected: { count: 10 }
        datasets: { max-files: 4, close: { expected: true } }
        naming: { scope: lst, did: "{path}", dataset: "R0/all", container: "R0/programme" }
        rules: [{ expression: QOS=TAPE }]
        """);
    for (int i = 0; i < FILES; i++) {
      site.file("n/f" + i + ".fits", "content of file " + i);
    }
    runUntilClosed(FILES);
    site.file("n/late.fits", "it came after the others");
    runUntilClosed(FILES + 1);
  }

  @AfterEach
  void end() {
    catalogue.close();
  }

  private void runUntilClosed(int safe) throws Exception {
    try (Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener())) {
      await()
          .atMost(PATIENCE)
          .until(() -> safe(daemon) == safe && daemon.journal().unclosedDatasets().isEmpty());
    }
  }

  private static long safe(Daemon daemon) {
    Census.Tally safe =
        daemon.journal().census().tallies().getOrDefault("camera", Map.of()).get(FileState.SAFE);
    return safe == null ? 0 : safe.count();
  }

  @Test
  void everyFileStaysInTheDatasetThatRucioHasItIn() throws Exception {
    Snapshot before = catalogue.snapshot();
    assertThat(before.toString()).contains("R0/all_part002", "R0/all_part003", "R0/all_late");
    Files.delete(site.state().resolve("journal.db"));

    Invocation rebuilt = Invocation.of("journal", "rebuild", "--config", site.config());

    assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
    runUntilClosed(FILES + 1);
    assertThat(catalogue.snapshot()).isEqualTo(before);
  }
}
