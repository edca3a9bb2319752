// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code run} as a process of its own: signals and exit codes. */
final class RunVerbTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private Process run(Site site, Path log) throws IOException {
    String config = site.config().toString();
    return new ProcessBuilder(
            ChildDaemon.command(
                List.of(), List.of("-Xmx256m"), "run", "--log", "text", "--config", config))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  @Test
  void drainsOnSigtermAndEndsWithZero() throws Exception {
    Site site = Site.in(folder);
    site.file("a.fits", "some bytes");
    Path log = folder.resolve("log");
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(site.storage(), site.root())) {
      site.rucio(catalogue.url());
      Process process = run(site, log);
      try {
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    Invocation.of("files", "list", "--state", "SAFE", "--config", site.config())
                        .out()
                        .contains("a.fits"));
        Path second = folder.resolve("second.log");
        assertThat(ended(run(site, second))).isEqualTo(75);
        assertThat(Files.readString(second)).contains("pid=" + process.pid(), "host=");

        process.destroy();

        assertThat(ended(process)).as("%s", Files.readString(log)).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
    Invocation status = Invocation.of("status", "--json", "--config", site.config());
    assertThat(new ObjectMapper().readTree(status.out()).get("running").asBoolean()).isFalse();
    assertThat(Files.readString(log)).contains("REGISTERED").doesNotContain("\"pw\"");
  }

  @Test
  void endsWith78NamingTheRseThatCannotBeUsed() throws Exception {
    Site site = Site.in(folder).rse("DETERMINISTIC");
    Path log = folder.resolve("log");
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(site.storage(), site.root())) {
      site.rucio(catalogue.url());

      assertThat(ended(run(site, log))).isEqualTo(78);
    }
    assertThat(Files.readString(log))
        .contains(
            site.config() + ":7: rse.name: DETERMINISTIC: RSE DETERMINISTIC is deterministic");
  }

  @Test
  void endsWith78NamingEveryRuleThatNoRseCanServe() throws Exception {
    Site site =
        Site.in(folder)
            .source(
                """
                naming: { scope: lst, dataset: "R0/{night}" }
                rules:
                  - { expression: QOS=TAPE }
                  - { expression: QOS=PAPER }
                  - { expression: QOS=DISK, copies: 9 }
                """);
    Path log = folder.resolve("log");
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(site.storage(), site.root())) {
      site.rucio(catalogue.url());

      assertThat(ended(run(site, log))).isEqualTo(78);
    }
    String file = site.config().toString();
    assertThat(Files.readString(log))
        .contains(file + ":15: sources[0].rules[1].expression: QOS=PAPER: 'QOS=PAPER' names no RSE")
        .contains(file + ":16: sources[0].rules[2].expression: QOS=DISK: 'QOS=DISK' names only ")
        .contains("too few for 9 copies")
        .doesNotContain("rules[0]");
  }
}
