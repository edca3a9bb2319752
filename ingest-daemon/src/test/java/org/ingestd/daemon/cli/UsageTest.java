// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for all verbs. */
final class UsageTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "files",
        "nights",
        "rules",
        "rules repair",
        "sources",
        "sources pause camera",
        "config",
        "journal",
        "auth",
        "nonsense",
        "status --colour",
        "checksum"
      })
  void answersWrongUsageWith64OnStderr(String words) {
    Invocation call =
        words.isEmpty() ? Invocation.of() : Invocation.of((Object[]) words.split(" "));

    assertThat(call.exit()).isEqualTo(64);
    assertThat(call.err()).startsWith("ingestd: ");
    assertThat(call.out()).isEmpty();
  }

  @Test
  void proposesTheVerbThatWasMeant() {
    assertThat(Invocation.of("statsu").err()).contains("Did you mean: ingestd status");
  }

  @Test
  void showsHelpOnStdoutOnRequest() {
    Invocation whole = Invocation.of("--help");
    Invocation verb = Invocation.of("files", "list", "--help");

    assertThat(whole.exit()).isZero();
    assertThat(whole.out()).contains("Usage: ingestd", "checksum", "doctor");
    assertThat(verb.exit()).isZero();
    assertThat(verb.out()).contains("--since", "--limit", "--json");
  }

  @Test
  void takesTheConfigurationBeforeAndAfterTheVerb() throws Exception {
    Path config = Site.in(folder).config();

    assertThat(Invocation.of("--config", config, "config", "check").exit()).isZero();
    assertThat(Invocation.of("config", "check", "--config", config).exit()).isZero();
    assertThat(Invocation.of("config", "--config=" + config, "check").exit()).isZero();
  }

  @Test
  void answersAFaultyConfigurationWith78AndEveryFault() throws Exception {
    Path config = Files.writeString(folder.resolve("bad.yaml"), "rucio: { batch: 0 }\nfoo: 1\n");

    for (String verb : new String[] {"status", "simulate", "doctor", "run"}) {
      Invocation call = Invocation.of(verb, "--config", config);

      assertThat(call.exit()).as(verb).isEqualTo(78);
      assertThat(call.out()).isEmpty();
      assertThat(call.err().lines())
          .allSatisfy(line -> assertThat(line).startsWith(config + ":"))
          .anySatisfy(line -> assertThat(line).startsWith(config + ":1: rucio.batch: 0: must be"))
          .anySatisfy(line -> assertThat(line).startsWith(config + ":2: foo: unknown key"));
    }
  }

  @Test
  void tellsTheVersion() {
    assertThat(Invocation.of("version").out())
        .matches("ingestd \\d+\\.\\d+\\.\\d+.* \\(Java .*\\)\\R");
    assertThat(Invocation.of("version", "--json").out()).matches("\\{\"version\":\"\\d.*\"}\\R");
  }
}
