// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.journal.BusyMinute;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.rse.RawPath;
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
  void explainsWhatAFileIsDescribedByAndWhereTheNightComesFrom() throws Exception {
    site.source(
        """
        metadata: { fits: [TELESCOP, DATE-OBS, OBSERVER], required: [fits_TELESCOP] }
        checksum-files: { beside: ["{path}.adler32"] }
        """);
    Path config = site.config();
    Path file = site.data().resolve("chandra.fits");
    Files.copy(Documents.TOP.resolve("test-data/astropy/chandra_time.fits"), file);
    Files.writeString(site.data().resolve("chandra.fits.adler32"), "12345678");

    Invocation call = Invocation.of("explain", file, "--json", "--config", config);

    JsonNode told = json(call);
    assertThat(call.exit()).as(call.out()).isZero();
    assertThat(told.at("/metadata/fits_TELESCOP").textValue()).isEqualTo("CHANDRA");
    assertThat(told.at("/metadata/night")).isEqualTo(told.get("night"));
    assertThat(told.get("checks"))
        .extracting(check -> check.get("message").asText())
        .anyMatch(message -> message.endsWith("from FITS DATE-OBS"))
        .anyMatch(message -> message.contains("chandra.fits.adler32: {ADLER32=12345678}"));
  }

  @Test
  void explainsAndCountsWhatIsMissingOrContradicted() throws Exception {
    site.source(
        """
        metadata: { fits: [OBJECT], sidecar: "{path}.json", required: [fits_OBJECT] }
        """);
    Path config = site.config();
    Path missing = site.file("missing.fits", "no FITS");
    site.file("missing.fits.json", "{}");
    site.file("other.fits", "no FITS");
    site.file("other.fits.json", "{\"size\":1,\"metadata\":{\"fits_OBJECT\":\"M87\"}}");
    site.file("broken.fits", "no FITS");
    site.file("broken.fits.json", "{\"metadata\":{\"a.b\":1}}");
    site.file("alone.fits", "no FITS");

    Invocation explained = Invocation.of("explain", missing, "--config", config);
    JsonNode simulated = json(Invocation.of("simulate", "--json", "--config", config));

    assertThat(explained.exit()).isEqualTo(65);
    assertThat(explained.out()).contains("NO  metadata", "Missing: fits_OBJECT.");
    assertThat(simulated.get("files").asInt()).isEqualTo(4);
    assertThat(simulated.get("held").toString())
        .isEqualTo(
            "{\"SIDECAR_AWAITED\":1,\"SIDECAR_MISMATCH\":1,\"SIDECAR_BROKEN\":1,"
                + "\"METADATA_MISSING\":1}");
    assertThat(simulated.get("datasets")).isEmpty();
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

  @Test
  void simulateCountsByNightAndSaysWhatItsEstimateRestsOn() throws Exception {
    for (int i = 0; i < 3; i++) {
      Files.setLastModifiedTime(
          site.file("a" + i, "content"),
          FileTime.from(Instant.parse("2026-01-2%dT22:00:00Z".formatted(i % 2))));
    }

    JsonNode told = json(Invocation.of("simulate", "--json", "--config", site.config()));

    assertThat(told.get("nights").toString())
        .isEqualTo(
            "[{\"night\":\"20260120\",\"files\":2,\"bytes\":14},"
                + "{\"night\":\"20260121\",\"files\":1,\"bytes\":7}]");
    assertThat(told.has("otherDatasets")).isFalse();
    assertThat(told.at("/rates/from").asText()).startsWith("usual figures, not measured here");
    assertThat(told.get("seconds").isNumber()).isTrue();
  }

  @Test
  void simulateHoldsNoMoreThanItShowsOfAThousandFilesWithOneName() throws Exception {
    site.source("naming: { scope: lst, did: same }\n");
    for (int i = 0; i < 1_000; i++) {
      site.file("d" + i % 7 + "/" + i, "x");
    }

    Invocation call = Invocation.of("simulate", "--json", "--config", site.config());

    JsonNode told = json(call);
    assertThat(call.exit()).isEqualTo(2);
    assertThat(told.at("/held/NAME_COLLISION").asLong()).isEqualTo(1_000);
    assertThat(told.get("collisions")).hasSize(1);
    assertThat(told.at("/collisions/0/paths")).hasSize(20);
  }

  @Test
  void theEstimateRestsOnTheBusiestMinuteOfTheJournal() {
    try (Journal journal =
        SqliteJournal.open(folder, 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      assertThat(journal.busiestMinute(FileState.REGISTERED)).isEmpty();
      List<Sighting> seen = new ArrayList<>();
      for (int i = 0; i < 4_000; i++) {
        FileKey key = new FileKey("camera", RawPath.of("f" + i));
        FileStamp stamp = new FileStamp(1, i, 1, 0, 0);
        seen.add(new Sighting(key, stamp, Lane.LIVE, null, Instant.EPOCH, false));
      }
      journal.sight(seen);

      BusyMinute minute = journal.busiestMinute(FileState.SIGHTED).orElseThrow();

      assertThat(minute.files()).isEqualTo(4_000);
      assertThat(minute.begin().getEpochSecond() % 60).isZero();
    }
  }
}
