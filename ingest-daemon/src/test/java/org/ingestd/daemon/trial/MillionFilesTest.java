// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code simulate} in a process of its own whose heap holds far less than the names of the files.
 */
@Tag("slow")
final class MillionFilesTest {

  private static final int DIRECTORIES = 1_000;
  private static final int IN_EACH = 1_000;

  @TempDir private Path folder;

  /** Every file has a dataset of its own, and every tenth has the name of another one. */
  @Test
  void aMillionFilesAreSimulatedIn256MiB() throws Exception {
    Site site =
        Site.in(folder)
            .source(
                """
                empty: register
                naming:
                  pattern: '(?<key>f\\d+?)(x?)'
                  scope: lst
                  did: "{key}"
                  dataset: "set/{key}"
                """);
    for (int i = 0; i < DIRECTORIES; i++) {
      Path directory = Files.createDirectories(site.data().resolve("d" + i));
      for (int j = 0; j < IN_EACH; j++) {
        boolean twin = j % 10 == 1;
        int number = i * IN_EACH + (twin ? j - 1 : j);
        Files.createFile(directory.resolve("f" + number + (twin ? "x" : "")));
      }
    }

    JsonNode told = simulate(site);

    assertThat(told.get("files").asLong()).isEqualTo(1_000_000);
    assertThat(told.get("datasets")).hasSize(50_000);
    assertThat(told.at("/otherDatasets/files").asLong()).isGreaterThan(800_000);
    assertThat(told.at("/held/NAME_COLLISION").asLong()).isEqualTo(200_000);
    assertThat(told.get("collisions")).hasSize(1_000);
  }

  private JsonNode simulate(Site site) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(
                ChildDaemon.command(
                    List.of(),
                    List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"),
                    "--config",
                    site.config().toString(),
                    "simulate",
                    "--json"))
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).as("2: there are collisions").isEqualTo(2);
    return new ObjectMapper().readTree(out.toFile());
  }
}
