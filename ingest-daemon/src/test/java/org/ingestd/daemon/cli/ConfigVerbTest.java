// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigVerbTest {

  @TempDir private Path folder;

  @Test
  void writesAFileToBeginWithAndNeverOverOne() throws Exception {
    Path file = folder.resolve("ingestd.yaml");

    Invocation first = Invocation.of("config", "init", file);
    String written = Files.readString(file);
    Invocation second = Invocation.of("config", "init", file);

    assertThat(first.exit()).isZero();
    assertThat(Invocation.of("config", "check", "--config", file).exit()).isZero();
    assertThat(second.exit()).isEqualTo(73);
    assertThat(Files.readString(file)).isEqualTo(written);
    assertThat(Invocation.of("config", "init").out()).isEqualTo(written);
  }

  @Test
  void checkTellsWarningsAndPasses() throws Exception {
    Path config = Site.in(folder).source("rescan: 1m\n").config();

    Invocation call = Invocation.of("config", "check", "--config", config);

    assertThat(call.exit()).isZero();
    assertThat(call.err()).contains("warning: ", "without rules no copy is ever made", "no fault");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void showPrintsWhatHoldsWithoutSecrets() throws Exception {
    Path config = Site.in(folder).password("hunter2").config();

    Invocation yaml = Invocation.of("config", "show", "--config", config);
    Invocation json = Invocation.of("config", "show", "--json", "--config", config);

    assertThat(yaml.out()).contains("batch: 300", "live-window: 1d").doesNotContain("hunter2");
    assertThat(json.out()).doesNotContain("hunter2");
    assertThat(new ObjectMapper().readTree(json.out()).at("/rucio/auth/password").asText())
        .isEqualTo("********");
  }

  @Test
  void schemaIsJson() throws Exception {
    assertThat(new ObjectMapper().readTree(Invocation.of("config", "schema").out()).at("/required"))
        .hasSize(3);
  }
}
