// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Adler32;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.config.Wiring;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.registration.catalogue.WantedRule.Terms;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verb as a process of its own with little memory, on a journal, a disk and a catalogue with
 * many files. {@code -Dverify.files=1000000} and {@code -Dverify.heap=128m} change the size.
 */
@Tag("slow")
final class VerifyAtSizeTest {

  private static final int FILES = Integer.getInteger("verify.files", 200_000);
  private static final String HEAP = System.getProperty("verify.heap", "96m");
  private static final int A_DIRECTORY = 1_000;
  private static final List<FileState> WAY =
      List.of(
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED,
          FileState.SAFE);

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;
  private Planting plant;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    catalogue.daemons().pause();
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, did: "{path}", dataset: "{dir}" }
        rules: [{ expression: QOS=TAPE }]
        """);
    plant = new Planting(site, catalogue, VerifyAtSizeTest::name, VerifyAtSizeTest::dataset);
  }

  @AfterEach
  void end() {
    catalogue.close();
  }

  private static String name(int i) {
    return "n%04d/f%07d.fits".formatted(i / A_DIRECTORY, i);
  }

  private static Did dataset(int i) {
    return new Did("lst", "R0/n%04d".formatted(i / A_DIRECTORY));
  }

  @Test
  void everyPlantedDifferenceAmongManyFilesIsNamedInLittleMemory() throws Exception {
    makeAllSafe();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = FILES - 100; i < FILES; i++) {
      plant.flip(i, random);
      plant.hideChangeTime(i);
    }
    plant.everyKind(0);

    long begin = System.nanoTime();
    List<String> found = verify("--deep");
    Duration deep = Duration.ofNanos(System.nanoTime() - begin);

    System.out.printf(
        "verify: %d files, -Xmx%s, --deep in %d s; planted %s, found %d of %d (seed %d)%n",
        FILES,
        HEAP,
        deep.toSeconds(),
        plant.counts(),
        found.stream().filter(plant.planted()::contains).count(),
        plant.planted().size(),
        seed);
    assertThat(found).containsExactlyInAnyOrderElementsOf(plant.planted());
  }

  private List<String> verify(String option) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code =
        new ProcessBuilder(
                ChildDaemon.command(
                    List.of(),
                    List.of("-Xmx" + HEAP, "-XX:+UseSerialGC"),
                    "verify",
                    option,
                    "--json",
                    "--config",
                    site.config().toString()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(err)).isEqualTo(2);
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      JsonNode difference = new ObjectMapper().readTree(line);
      found.add(
          difference.get("kind").asText()
              + " "
              + difference.path("path").asText(difference.path("name").asText()));
    }
    return found;
  }

  /** As the daemon would after days of work. */
  private void makeAllSafe() throws Exception {
    try (Journal journal =
            SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE);
        RucioClient rucio =
            new RucioClient(
                Wiring.rucio(Configuration.read(site.config()).config()),
                Clock.systemUTC(),
                CallListener.NONE)) {
      for (int from = 0; from < FILES; from += A_DIRECTORY) {
        List<ReplicaEntry> entries = write(from);
        sight(journal, entries, from);
        record(journal, entries, from);
        register(rucio, entries, dataset(from));
      }
    }
  }

  private List<ReplicaEntry> write(int from) throws IOException {
    Files.createDirectories(path(from).getParent());
    List<ReplicaEntry> entries = new ArrayList<>();
    for (int i = from; i < Math.min(FILES, from + A_DIRECTORY); i++) {
      byte[] content = "content of file %07d".formatted(i).getBytes(StandardCharsets.UTF_8);
      Files.write(path(i), content);
      Adler32 adler32 = new Adler32();
      adler32.update(content);
      Digests digests =
          new Digests(Map.of(DigestAlgorithm.ADLER32, "%08x".formatted(adler32.getValue())));
      entries.add(
          new ReplicaEntry(plant.did(i), content.length, digests, "file://localhost:0" + path(i)));
    }
    return entries;
  }

  private Path path(int i) {
    return site.data().resolve(name(i));
  }

  private void sight(Journal journal, List<ReplicaEntry> entries, int from) throws IOException {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = from; i < from + entries.size(); i++) {
      FileKey key = new FileKey("camera", RawPath.of(name(i)));
      sightings.add(
          new Sighting(key, FileStamp.of(path(i)), Lane.BACKLOG, null, Instant.EPOCH, false));
    }
    assertThat(journal.sight(sightings).fresh()).isEqualTo(entries.size());
  }

  private static void record(Journal journal, List<ReplicaEntry> entries, int from) {
    List<JournalFile> files =
        journal.files(
            new FileQuery(
                Optional.empty(),
                java.util.Set.of(FileState.SIGHTED),
                Optional.empty(),
                Optional.empty(),
                0,
                entries.size()));
    List<Entry> moves = new ArrayList<>();
    for (JournalFile file : files) {
      int number = Integer.parseInt(file.key().path().text().replaceAll(".*/f|.fits", ""));
      ReplicaEntry entry = entries.get(number - from);
      Identity identity =
          new Identity(entry.digests(), entry.did(), dataset(from), "ONSITE", entry.pfn());
      FileState state = FileState.SIGHTED;
      for (FileState next : WAY) {
        moves.add(
            new Entry.Move(
                file.id(),
                state,
                next,
                "as if by its step",
                new Facts(null, identity),
                Entry.Next.nothing()));
        state = next;
      }
    }
    journal.record(moves);
  }

  private void register(RucioClient rucio, List<ReplicaEntry> entries, Did dataset)
      throws Exception {
    rucio.ensureDataset(dataset);
    for (String expression : List.of("ONSITE", "QOS=TAPE")) {
      rucio.ensureRule(
          new WantedRule(
              dataset,
              expression,
              1,
              new Terms(
                  Optional.empty(),
                  "User Subscriptions",
                  Optional.empty(),
                  Grouping.DATASET,
                  "size")));
    }
    assertThat(rucio.attach(dataset, "ONSITE", entries)).hasSize(entries.size());
    for (ReplicaEntry entry : entries) {
      catalogue.admin().putReplica(entry.did(), "TAPE-A", "/" + entry.did().name());
    }
  }
}
