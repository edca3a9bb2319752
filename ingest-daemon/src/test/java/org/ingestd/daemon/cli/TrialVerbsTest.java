// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} and {@code simulate}, without any server. */
final class TrialVerbsTest {

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
  }

  private static JsonNode json(Invocation call) throws Exception {
    return new ObjectMapper().readTree(call.out());
  }

  @Test
  void explainsAFileBeforeAnyServerWasAsked() throws Exception {
    Path file = site.file("20260121/a+b.fits", "x");

    Invocation call = Invocation.of("explain", file, "--json", "--config", site.config());

    JsonNode told = json(call);
    assertThat(call.exit()).isZero();
    assertThat(told.get("path").asText()).isEqualTo("20260121/a+b.fits");
    assertThat(told.get("source").asText()).isEqualTo("camera");
    assertThat(told.get("scope").asText()).isEqualTo("lst");
    assertThat(told.get("name").asText()).isEqualTo("R0/20260121/a_x2Bb.fits");
    assertThat(told.get("dataset").asText()).startsWith("R0/");
    assertThat(told.get("rse").asText()).isEqualTo("ONSITE");
    assertThat(told.has("pfn")).as("nothing is known of the RSE").isFalse();
    assertThat(told.get("metadata").isObject()).isTrue();
    assertThat(told.get("rules"))
        .extracting(rule -> rule.get("expression").asText())
        .containsExactly("ONSITE", "QOS=TAPE");
    assertThat(told.get("checks"))
        .allSatisfy(check -> assertThat(check.get("ok").asBoolean()).isTrue());
    assertThat(site.state()).as("nothing is made").doesNotExist();
  }

  @Test
  void explainsWhyAPathIsRefused() throws Exception {
    Path config = site.config();

    Invocation hidden = Invocation.of("explain", site.file(".hidden", "x"), "--config", config);
    Invocation elsewhere = Invocation.of("explain", "/etc/hostname", "--config", config, "--json");
    Invocation empty = Invocation.of("explain", site.file("empty", ""), "--config", config);

    assertThat(hidden.exit()).isEqualTo(65);
    assertThat(hidden.out()).contains("NO  selection");
    assertThat(elsewhere.exit()).isEqualTo(65);
    assertThat(json(elsewhere).at("/checks/0/check").asText()).isEqualTo("source");
    assertThat(empty.exit()).isEqualTo(65);
    assertThat(empty.out()).contains("empty: hold");
  }

  @Test
  void explainsWhetherAFileIsWholeByItsFormat() throws Exception {
    site.source("complete: { format: tar }");
    Path config = site.config();

    Invocation cut = Invocation.of("explain", site.file("cut.tar", "\0"), "--config", config);
    Invocation none =
        Invocation.of("explain", site.file("no.tar", "x".repeat(600)), "--config", config);

    assertThat(cut.exit()).isEqualTo(65);
    assertThat(cut.out()).contains("NO  format").contains("not complete as TAR");
    assertThat(none.exit()).isEqualTo(65);
    assertThat(none.out()).contains("broken as TAR");
  }

  @Test
  void leadsBackFromANameToItsPath() throws Exception {
    Path config = site.config();

    Invocation call =
        Invocation.of("explain", "--did", "lst:R0/20260121/a_x2Bb.fits", "--config", config);

    assertThat(call.exit()).isZero();
    assertThat(call.out()).isEqualTo(site.data().resolve("20260121/a+b.fits") + "\n");
    assertThat(Invocation.of("explain", "--did", "other:x", "--config", config).exit())
        .isEqualTo(65);
    assertThat(Invocation.of("explain", "--did", "noscope", "--config", config).exit())
        .isEqualTo(64);
  }

  @Test
  void simulatesEverythingOnDisk() throws Exception {
    site.source(
        """
        exclude: ["**/Trash/**"]
        naming: { pattern: 'r(?<run>[0-9]+).*', scope: lst, did: "{run}", dataset: "all" }
        """);
    site.file("r1.fits", "aaaa");
    site.file("night/r1.fits.gz", "bb");
    site.file("r2.fits", "c");
    site.file("odd.fits", "d");
    site.file("r3.fits", "");
    site.file("Trash/r4.fits", "e");
    site.file("r5.fits.tmp", "f");

    Invocation call = Invocation.of("simulate", "--json", "--config", site.config());

    JsonNode told = json(call);
    assertThat(call.exit()).isEqualTo(2);
    assertThat(told.get("source").asText()).isEqualTo("camera");
    assertThat(told.get("files").asLong()).isEqualTo(5);
    assertThat(told.get("bytes").asLong()).isEqualTo(8);
    assertThat(told.at("/datasets/0").toString())
        .isEqualTo("{\"name\":\"all\",\"files\":3,\"bytes\":7}");
    assertThat(told.get("held").toString())
        .isEqualTo("{\"EMPTY\":1,\"NAME_COLLISION\":2,\"PATTERN_MISMATCH\":1}");
    assertThat(told.at("/collisions/0/name").asText()).isEqualTo("1");
    assertThat(told.at("/collisions/0/paths")).hasSize(2);
    assertThat(told.get("refused")).hasSize(2);
    assertThat(told.get("seconds").isNumber()).isTrue();
  }

  @Test
  void simulatesWithoutTroubleAndPrintsATable() throws Exception {
    site.file("a.fits", "aaaa");

    Invocation call = Invocation.of("simulate", "camera", "--config", site.config());

    assertThat(call.exit()).isZero();
    assertThat(call.out()).startsWith("camera: 1 files, 4 B");
    assertThat(Invocation.of("simulate", "nobody", "--config", site.config()).exit()).isEqualTo(64);
  }
}
