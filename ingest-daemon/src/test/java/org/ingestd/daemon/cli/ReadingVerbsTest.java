// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that show what a real journal holds, beside a daemon that holds it and after it. */
final class ReadingVerbsTest {

  private static final Instant NOW = Instant.parse("2026-01-21T20:00:00Z");
  private static final RawPath ODD = RawPath.of(new byte[] {'x', (byte) 0xff});
  private static final Did DATASET = new Did("lst", "R0/1");

  private static final Placement PLACEMENT =
      new Placement(DATASET, null, "20260121", Filling.UNLIMITED);

  @TempDir private Path folder;
  private Site site;
  private Path config;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    config = site.config();
  }

  private Journal journal() {
    return SqliteJournal.open(
        site.state(), 1L << 30, Clock.fixed(NOW, ZoneOffset.UTC), LifeCycleListener.NONE);
  }

  /** One file digested, one quarantined with an odd name. */
  private void fill(Journal journal) {
    FileKey good = new FileKey("camera", RawPath.of("night/a.fits"));
    FileKey odd = new FileKey("camera", ODD);
    journal.sight(List.of(sighting(good, 5), sighting(odd, 0)));
    long goodId = journal.file(good).orElseThrow().id();
    long oddId = journal.file(odd).orElseThrow().id();
    journal.record(
        List.of(
            new Entry.Move(
                goodId,
                FileState.SIGHTED,
                FileState.SETTLED,
                "quiet",
                Facts.NONE,
                Entry.Next.due(NOW)),
            new Entry.Move(
                oddId,
                FileState.SIGHTED,
                FileState.QUARANTINED,
                "empty",
                Facts.NONE,
                Entry.Next.person(ProblemCode.EMPTY, "0 bytes"))));
    Identity identity =
        new Identity(
            new Digests(Map.of(DigestAlgorithm.ADLER32, "062c0215")),
            new Did("lst", "R0/night/a.fits"),
            DATASET,
            "ONSITE",
            "file://localhost:0/data/R0/night/a.fits");
    journal.record(
        List.of(
            new Entry.Move(
                goodId,
                FileState.SETTLED,
                FileState.DIGESTED,
                "read once",
                new Facts(null, identity, null, PLACEMENT),
                Entry.Next.due(NOW))));
  }

  private static Sighting sighting(FileKey key, long size) {
    FileStamp stamp = new FileStamp(1, 2, size, NOW.toEpochMilli() * 1_000_000, 4);
    return new Sighting(key, stamp, Lane.LIVE, null, NOW, false);
  }

  private static JsonNode json(String line) throws Exception {
    return new ObjectMapper().readTree(line);
  }

  @Test
  void beforeTheFirstStartTheySaySoAndMakeNothing() {
    for (String verb :
        List.of(
            "status",
            "files list",
            "files show 1",
            "nights list",
            "nights show 20260121",
            "journal check")) {
      Object[] words = (verb + " --json --config " + config).split(" ");

      Invocation call = Invocation.of(words);

      assertThat(call.exit()).as(verb).isZero();
      assertThat(call.out()).as(verb).isEmpty();
      assertThat(call.err()).as(verb).contains("the daemon was never started");
    }
    assertThat(site.state()).doesNotExist();
  }

  @Test
  void listsFilesByTheWrittenContractBesideTheDaemon() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);

      Invocation call = Invocation.of("files", "list", "--json", "--config", config);

      JsonNode good = json(call.out().split("\n")[0]);
      JsonNode odd = json(call.out().split("\n")[1]);
      assertThat(call.exit()).isZero();
      assertThat(good.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "id",
              "source",
              "path",
              "state",
              "since",
              "reason",
              "size",
              "mtime",
              "digests",
              "scope",
              "name",
              "dataset",
              "rse",
              "pfn",
              "attempts",
              "due",
              "generation",
              "lane");
      assertThat(good.get("state").asText()).isEqualTo("DIGESTED");
      assertThat(good.get("since").asText()).isEqualTo("2026-01-21T20:00:00Z");
      assertThat(good.get("mtime").asText()).isEqualTo("2026-01-21T20:00:00Z");
      assertThat(good.at("/digests/adler32").asText()).isEqualTo("062c0215");
      assertThat(good.get("lane").asText()).isEqualTo("live");
      assertThat(odd.get("path").asText()).isEqualTo("x\\xff");
      assertThat(odd.get("pathBytes").binaryValue()).isEqualTo(ODD.bytes());
      assertThat(odd.get("problem").asText()).isEqualTo("EMPTY");
      assertThat(odd.get("severity").asText()).isEqualTo("warning");
      assertThat(odd.get("hint").asText()).isEqualTo(ProblemCode.EMPTY.hint());
    }
  }

  @Test
  void listsOnlyWhatIsAskedFor() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }

    assertThat(Invocation.of("files", "list", "--state", "quarantined", "--config", config).out())
        .contains("camera:x\\xff")
        .doesNotContain("a.fits");
    assertThat(Invocation.of("files", "list", "--limit", "1", "--json", "--config", config).out())
        .hasLineCount(1);
    assertThat(
            Invocation.of("files", "list", "--since", "2026-01-22T00:00:00Z", "--config", config)
                .out())
        .isEmpty();
    assertThat(Invocation.of("files", "list", "--state", "LOST", "--config", config).exit())
        .isEqualTo(64);
    assertThat(Invocation.of("files", "list", "--source", "x", "--config", config).exit())
        .isEqualTo(64);
    assertThat(Invocation.of("files", "list", "--since", "long ago", "--config", config).exit())
        .isEqualTo(64);
  }

  @Test
  void findsAFileByIdByFullPathAndByPathBelowItsSource() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }

    for (Object which :
        List.of("1", site.data().resolve("night/a.fits"), "night/a.fits", "camera:night/a.fits")) {
      Invocation call = Invocation.of("files", "show", which, "--json", "--config", config);

      assertThat(call.exit()).as("%s", which).isZero();
      JsonNode shown = json(call.out());
      assertThat(shown.get("id").asLong()).isEqualTo(1);
      assertThat(shown.get("history"))
          .extracting(line -> line.path("from").asText("-") + " " + line.get("to").asText())
          .containsExactly("- SIGHTED", "SIGHTED SETTLED", "SETTLED DIGESTED");
      assertThat(shown.get("rules")).isEmpty();
      assertThat(shown.get("replicas")).isEmpty();
    }
    assertThat(Invocation.of("files", "show", "x\\xff", "--config", config).out())
        .contains("EMPTY (warning)");
    Invocation unknown = Invocation.of("files", "show", "nobody", "--config", config);
    assertThat(unknown.exit()).isEqualTo(65);
    assertThat(unknown.err()).contains("nobody");
  }

  @Test
  void showsHistoryAsLines() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }

    Invocation lines = Invocation.of("files", "history", "1", "--json", "--config", config);

    assertThat(lines.out().lines()).hasSize(3);
    assertThat(json(lines.out().split("\n")[2]).get("reason").asText()).isEqualTo("read once");
    assertThat(Invocation.of("files", "history", "1", "--config", config).out())
        .contains("AT", "FROM", "DIGESTED", "read once");
  }

  @Test
  void tellsWhereAllStands() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }

    Invocation call = Invocation.of("status", "--json", "--config", config);

    JsonNode status = json(call.out());
    assertThat(status.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "instance",
            "version",
            "running",
            "files",
            "unsafe",
            "night",
            "sources",
            "rucio",
            "problems",
            "severity",
            "verdict");
    assertThat(status.get("running").asBoolean()).isFalse();
    assertThat(status.at("/files/DIGESTED").toString())
        .isEqualTo("{\"count\":1,\"bytes\":5,\"oldest\":\"2026-01-21T20:00:00Z\"}");
    assertThat(status.at("/files/SAFE").toString()).isEqualTo("{\"count\":0,\"bytes\":0}");
    assertThat(status.at("/unsafe/count").asLong()).isEqualTo(2);
    assertThat(status.at("/problems/EMPTY").asLong()).isEqualTo(1);
    assertThat(status.at("/severity/EMPTY").asText()).isEqualTo("warning");
    assertThat(status.get("verdict").asText())
        .startsWith("1 file needs you; 1 file is on its way, the oldest for ")
        .endsWith("ingestd is not running.");
    assertThat(Invocation.of("status", "--config", config).out())
        .contains("DIGESTED", "camera", "EMPTY");
  }

  @Test
  void checksTheJournal() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }

    Invocation sound = Invocation.of("journal", "check", "--json", "--config", config);
    Files.writeString(site.state().resolve("journal.db"), "no database", StandardCharsets.US_ASCII);
    Invocation broken = Invocation.of("journal", "check", "--config", config);

    assertThat(sound.exit()).isZero();
    assertThat(json(sound.out()).get("sound").asBoolean()).isTrue();
    assertThat(broken.exit()).isEqualTo(65);
  }

  @Test
  void nightsTellWhatArrivedAndWhatIsMissing() throws Exception {
    try (Journal journal = journal()) {
      fill(journal);
    }
    Files.writeString(site.folder().resolve("20260121.txt"), "a.fits\nb.fits\nnight/c.fits\n");
    config =
        site.source(
                """
                complete: { quiet: 1s }
                naming: { scope: lst, dataset: "R0/{night}" }
                rules: [{ expression: QOS=TAPE }]
                expected: { list: "%s/{night}.txt" }
                """
                    .formatted(site.folder()))
            .config();

    Invocation list = Invocation.of("nights", "list", "--json", "--config", config);
    Invocation show = Invocation.of("nights", "show", "2026-01-21", "--config", config);

    assertThat(list.exit()).isZero();
    JsonNode told = json(list.out().lines().reduce((one, last) -> last).orElseThrow());
    assertThat(told.get("night").asText()).isEqualTo("20260121");
    assertThat(told.get("source").asText()).isEqualTo("camera");
    assertThat(told.get("expected").asLong()).isEqualTo(3);
    assertThat(told.get("arrived").asLong()).as("the empty one, too").isEqualTo(2);
    assertThat(told.get("registered").asLong()).isZero();
    assertThat(told.get("missing").asLong()).isEqualTo(2);
    assertThat(told.get("problems").asLong()).isEqualTo(1);
    assertThat(told.get("complete").asBoolean()).isFalse();
    assertThat(told.has("missingFiles")).isFalse();
    assertThat(show.exit()).isEqualTo(2);
    assertThat(show.out())
        .contains("NIGHT", "20260121", "missing: camera:b.fits", "missing: camera:night/c.fits")
        .contains("camera waits for: never complete");
  }

  @Test
  void nightsKnowNoOtherSourceAndNoOtherWayToWriteANight() {
    assertThat(Invocation.of("nights", "list", "--source", "no", "--config", config).exit())
        .isEqualTo(64);
    assertThat(Invocation.of("nights", "show", "today", "--config", config).exit()).isEqualTo(64);
  }

  @Test
  void aNightOfWhichNothingArrivedIsShownWithAllThatIsMissing() throws Exception {
    journal().close();
    config = site.source("rules: []\nexpected: { count: 7 }\n").config();

    Invocation show = Invocation.of("nights", "show", "20260101", "--json", "--config", config);

    assertThat(show.exit()).isEqualTo(2);
    assertThat(json(show.out()).get("missing").asLong()).isEqualTo(7);
  }
}
