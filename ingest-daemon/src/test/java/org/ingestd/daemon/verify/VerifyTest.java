// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences are planted behind the daemon's back; exactly these must be named. */
final class VerifyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FILES = 180;

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;
  private Planting plant;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, did: "{path}", dataset: "R0/all" }
        rules: [{ expression: QOS=TAPE }]
        """);
    plant = new Planting(site, catalogue, VerifyTest::name, i -> new Did("lst", "R0/all"));
  }

  @AfterEach
  void end() {
    catalogue.close();
  }

  private void bringToSafe(int files) throws Exception {
    for (int i = 0; i < files; i++) {
      site.file(name(i), "content of file %04d".formatted(i));
    }
    try (Daemon daemon = start()) {
      await().atMost(PATIENCE).until(() -> count(daemon, "SAFE") == files);
    }
  }

  private Daemon start() throws Exception {
    Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
    await().atMost(PATIENCE).until(() -> LifeSign.ofRunning(site.state()).isPresent());
    return daemon;
  }

  private static long count(Daemon daemon, String state) {
    return daemon.journal().census().tallies().getOrDefault("camera", Map.of()).entrySet().stream()
        .filter(tally -> tally.getKey().name().equals(state))
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  private static String name(int i) {
    return "n/f%04d.fits".formatted(i);
  }

  private Path path(int i) {
    return site.data().resolve(name(i));
  }

  /** Each difference as "kind path". */
  private List<String> verify(int exit, Object... options) throws Exception {
    List<Object> words = new ArrayList<>(List.of("verify", "--json", "--config", site.config()));
    words.addAll(List.of(options));
    Invocation call = Invocation.of(words.toArray());
    assertThat(call.exit()).as(call.out() + call.err()).isEqualTo(exit);
    List<String> found = new ArrayList<>();
    for (String line : call.out().lines().toList()) {
      JsonNode difference = new ObjectMapper().readTree(line);
      assertThat(difference.get("evidence").asText()).isNotBlank();
      assertThat(difference.get("who").asText()).isNotBlank();
      assertThat(difference.get("hint").asText()).isNotBlank();
      String where = difference.path("path").asText(difference.path("name").asText());
      found.add(difference.get("kind").asText() + " " + where);
    }
    return found;
  }

  @Test
  void nothingIsNamedWhereNothingDiffersNorWhatIsStillOnItsWay() throws Exception {
    bringToSafe(20);

    assertThat(verify(0)).isEmpty();
    assertThat(verify(0, "--deep")).isEmpty();
    assertThat(site.state().resolve("verify.place")).doesNotExist();
    assertThat(kept().read()).isEqualTo(SourceResult.Read.ALL);
    assertThat(kept().files()).isEqualTo(20);
    assertThat(kept().differences()).isEmpty();
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      site.file("n/new.fits", "just written");
      assertThat(verify(0, "--sample", "5")).isEmpty();
    }
  }

  @Test
  void flippedBitsAreFoundByReadingAgainEvenIfSizeAndAllTimesAreKept() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    bringToSafe(FILES);
    for (int i = 0; i < 100; i++) {
      plant.flip(i, random);
    }
    List<String> planted = plant.planted();

    assertThat(verify(2))
        .as("seed %d, change times tell", seed)
        .containsExactlyInAnyOrderElementsOf(planted);

    for (int i = 0; i < 100; i++) {
      plant.hideChangeTime(i);
    }
    assertThat(verify(0)).as("seed %d, nothing tells", seed).isEmpty();
    assertThat(verify(2, "--deep"))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(planted);
    assertThat(verify(2, "--sample", FILES))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(planted);
  }

  @Test
  void aDeepLookGoesOnWhereItWasInterrupted() throws Exception {
    bringToSafe(10);
    Random random = new Random(7);
    for (int i = 0; i < 10; i++) {
      plant.flip(i, random);
      plant.hideChangeTime(i);
    }
    List<String> all = verify(2, "--deep");
    assertThat(all).hasSize(10);
    catalogue.admin().detach(new Did("lst", "R0/all"), plant.did(0));

    Files.writeString(
        site.state().resolve("verify.place"), "after=6 sources=camera\nfound camera checksum 6\n");
    List<String> rest = verify(2, "--deep", "--resume");

    assertThat(rest).as("and nothing of the first part is forgotten").hasSize(5);
    assertThat(rest).contains("unregistered " + name(0)).filteredOn(all::contains).hasSize(4);
    assertThat(site.state().resolve("verify.place")).doesNotExist();
    assertThat(kept().differences()).isEqualTo(Map.of("checksum", 10L, "unregistered", 1L));
    Invocation wrong = Invocation.of("verify", "--resume", "--config", site.config());
    assertThat(wrong.exit()).isEqualTo(64);
  }

  @Test
  void everyPlantedDifferenceIsNamedWithItsKindAndNothingElse() throws Exception {
    bringToSafe(FILES);
    plant.everyKind(0);

    assertThat(verify(2, "--deep")).containsExactlyInAnyOrderElementsOf(plant.planted());
    assertThat(kept().differences())
        .as("what the daemon's numbers say")
        .isEqualTo(
            plant.planted().stream()
                .collect(groupingBy(planted -> planted.split(" ", 2)[0], counting())));
    List<Difference.Line> examples =
        Arrays.stream(Kind.values()).flatMap(kind -> examples(kind).stream()).toList();
    assertThat(examples)
        .as("and the page shows")
        .extracting(line -> line.kind().word() + " " + requireNonNullElse(line.path(), line.name()))
        .isSubsetOf(plant.planted());
    assertThat(examples(Kind.CHECKSUM)).isNotEmpty().hasSizeLessThanOrEqualTo(5);

    verify(2);

    assertThat(examples(Kind.CHECKSUM)).as("which only a deep look finds").isNotEmpty();
  }

  private List<Difference.Line> examples(Kind kind) {
    try {
      return VerifyResults.read(site.state()).examples("camera", kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is left for the daemon. */
  private SourceResult kept() throws Exception {
    return requireNonNull(VerifyResults.read(site.state()).sources().get("camera"));
  }

  @Test
  void aSourceThatIsNotMountedIsNotTakenForALoss() throws Exception {
    bringToSafe(3);
    Files.move(site.data(), site.folder().resolve("unmounted"));
    Files.createDirectories(site.data());

    Invocation call = Invocation.of("verify", "--json", "--config", site.config());

    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("camera is not compared", "is it mounted?");
    assertThat(VerifyResults.read(site.state()).sources()).isEmpty();
  }

  @Test
  void aSourceWithoutItsSentinelIsNotTakenForALossEither() throws Exception {
    site.source(
        """
        sentinel: .here
        complete: { quiet: 200ms }
        naming: { scope: lst, did: "{path}", dataset: "R0/all" }
        rules: [{ expression: QOS=TAPE }]
        """);
    Files.createFile(Files.createDirectories(site.data()).resolve(".here"));
    bringToSafe(3);
    Files.delete(path(0));
    Files.delete(site.data().resolve(".here"));

    Invocation call = Invocation.of("verify", "--json", "--config", site.config());
    assertThat(call.exit()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("camera is not compared", "its sentinel .here is not there");

    Files.createFile(site.data().resolve(".here"));
    assertThat(verify(2)).containsExactly("missing " + name(0));
  }

  /** As the daemon remembers it; whether it is mounted now says the kernel. */
  @Test
  void aFileThatWasOnALostFileSystemBelowTheSourceIsMissingForThatReason() throws Exception {
    bringToSafe(3);
    Path memory = site.state().resolve("mounts.properties");
    String point =
        Files.readAllLines(memory).stream()
            .filter(l -> l.contains("point="))
            .findAny()
            .orElseThrow();
    Files.writeString(
        memory, Files.readString(memory) + point.replaceFirst("point=.*", "below|n=nfs4") + "\n");
    Files.delete(path(0));

    Invocation call = Invocation.of("verify", "--json", "--config", site.config());

    assertThat(call.out()).contains("n was a file system of its own (nfs4) and is not mounted now");
  }

  @Test
  void anAcceptedChangeIsNoDifferenceAnyMore() throws Exception {
    bringToSafe(3);
    Files.writeString(path(1), "other content, and longer");
    assertThat(verify(2)).containsExactly("size " + name(1));
    try (Journal journal =
        SqliteJournal.open(site.state(), 1L << 30, Clock.systemUTC(), LifeCycleListener.NONE)) {
      long id = journal.file(new FileKey("camera", RawPath.of(name(1)))).orElseThrow().id();
      journal.record(
          List.of(
              new Entry.Postpone(
                  id,
                  FileState.SAFE,
                  ProblemCode.CHANGED_AFTER_REGISTRATION,
                  "size",
                  Clock.systemUTC().instant())));
    }

    Invocation accepted =
        Invocation.of("files", "accept", name(1), "--reason", "known", "--config", site.config());

    assertThat(accepted.exit()).as(accepted.err()).isZero();
    assertThat(verify(0)).isEmpty();
  }
}
