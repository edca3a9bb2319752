// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.JournalMetadata;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.NamingSettings;
import org.ingestd.testbed.catalogue.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata of files from their sources into Rucio, and what they never hold up. */
class MetadataTest {

  private static final Path REAL = Path.of("..", "test-data", "astropy");

  @TempDir Path home;

  @SuppressWarnings("NullAway.Init") // Each test begins with given().
  private Stepping steps;

  private void given(UnaryOperator<Given> change) throws IOException, RucioException {
    steps = new Stepping(home, change).learnRse();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private static JsonNode value(Map<String, JsonNode> metadata, String key) {
    return Objects.requireNonNull(metadata.get(key), key);
  }

  private static NamingSettings naming(String pattern) {
    NamingSettings old = Given.naming(Optional.of("R0/{night}"));
    return new NamingSettings(
        Optional.of(Pattern.compile(pattern)),
        old.scope(),
        old.did(),
        old.dataset(),
        old.night(),
        old.escape());
  }

  private static Given runs(Given given) {
    return given.naming(naming("(?<tel>LST-\\d)\\.Run(?<run>\\d+)(\\.(?<subrun>\\d+))?\\.fits"));
  }

  private JournalFile registered(String path) throws IOException {
    steps.sight(path);
    steps.takeUpTo(DIGESTED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).as("" + file.retry()).isEqualTo(REGISTERED);
    return file;
  }

  private Map<String, JsonNode> inRucio(JournalFile file) {
    return steps.here.catalogue.snapshot().file(Named.did(file)).meta();
  }

  private JournalMetadata metadata(JournalFile file) {
    return steps.here.journal().metadata(file.id()).orElseThrow();
  }

  @Test
  void groupsOfTheNameAndTheNightComeToRucioAfterTheFile() throws Exception {
    given(given -> runs(given).describing(Describing.groups("run")));
    steps.here.write("LST-1.Run00017.fits", "content");

    JournalFile file = registered("LST-1.Run00017.fits");
    assertThat(inRucio(file)).isEmpty();
    steps.writeMetadata();

    assertThat(inRucio(file)).containsOnlyKeys("tel", "run", "night");
    assertThat(value(inRucio(file), "run").textValue()).isEqualTo("00017");
    assertThat(metadata(file).written())
        .isEqualTo(steps.clock.instant().truncatedTo(ChronoUnit.MILLIS));
    assertThat(steps.here.journal().census().metadata()).isEqualTo(new MetadataTally(0, 0));
  }

  @Test
  void aGroupThatCaughtNothingIsMissingWhereItIsRequired() throws Exception {
    given(given -> runs(given).describing(Describing.groups("run", "subrun")));
    steps.here.write("LST-1.Run00017.fits", "content");
    steps.sight("LST-1.Run00017.fits");

    steps.takeUpTo(SETTLED);

    JournalFile file = steps.here.file("LST-1.Run00017.fits");
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(ProblemCode.METADATA_MISSING);
    assertThat(file.retry().detail()).isEqualTo("Missing: subrun.");
  }

  @Test
  void cardsOfARealFileBecomeMetadataAndItsDateTheNight() throws Exception {
    given(given -> given.describing(Describing.cards("TELESCOP", "DATE-OBS", "EXPOSURE", "NONE")));
    Files.copy(REAL.resolve("chandra_time.fits"), steps.here.data.resolve("chandra.fits"));

    JournalFile file = registered("chandra.fits");
    steps.writeMetadata();

    Map<String, JsonNode> meta = inRucio(file);
    assertThat(meta).containsOnlyKeys("fits_TELESCOP", "fits_DATE_OBS", "fits_EXPOSURE", "night");
    assertThat(value(meta, "fits_TELESCOP").textValue()).isEqualTo("CHANDRA");
    assertThat(value(meta, "fits_EXPOSURE").isNumber()).isTrue();
    String evening = value(meta, "night").textValue();
    String observed = value(meta, "fits_DATE_OBS").textValue().substring(0, 10).replace("-", "");
    assertThat(Math.abs(Long.parseLong(evening) - Long.parseLong(observed))).isLessThan(100);
    assertThat(Named.dataset(file).name()).isEqualTo("R0/" + evening);
  }

  @Test
  void aHeaderThatNeverEndsIsBrokenWhereCardsAreWanted() throws Exception {
    given(given -> given.describing(Describing.cards("OBJECT")));
    String line = "%-80s".formatted("HISTORY bomb");
    steps.here.write(
        "bomb.fits", "%-80s".formatted("SIMPLE  =                    T") + line.repeat(40_000));
    steps.sight("bomb.fits");

    steps.takeUpTo(SETTLED);

    JournalFile file = steps.here.file("bomb.fits");
    assertThat(file.state()).isEqualTo(QUARANTINED);
    assertThat(file.retry().problem()).isEqualTo(ProblemCode.FORMAT_BROKEN);
    assertThat(file.retry().detail()).contains("has no END in 1048320 bytes");
  }

  @Test
  void wrongSumsOfAFitsFileAreHeldAnnotatedOrIgnoredAsTheSourceSays() throws Exception {
    given(given -> given.describing(Describing.sums(FitsChecksum.HOLD)));
    Files.copy(REAL.resolve("checksum_false.fits"), steps.here.data.resolve("false.fits"));
    Files.copy(REAL.resolve("checksum.fits"), steps.here.data.resolve("true.fits"));
    steps.sight("false.fits");
    steps.takeUpTo(SETTLED);
    assertThat(steps.here.file("false.fits").retry().problem())
        .isEqualTo(ProblemCode.FORMAT_BROKEN);
    assertThat(steps.here.file("false.fits").retry().detail())
        .containsPattern("DATASUM is \\d+, the data's sum is \\d+");
    registered("true.fits");
  }

  @Test
  void sumsThatAreOnlyAnnotatedStandInTheMetadata() throws Exception {
    given(given -> given.describing(Describing.sums(FitsChecksum.ANNOTATE)));
    for (String name :
        new String[] {"checksum.fits", "checksum_false.fits", "compressed_image.fits"}) {
      Files.copy(REAL.resolve(name), steps.here.data.resolve(name));
    }

    assertThat(metadata(registered("checksum.fits")).content().json())
        .contains("\"fits_sums\":\"right\"");
    assertThat(metadata(registered("checksum_false.fits")).content().json())
        .contains("\"fits_sums\":\"wrong\"");
    assertThat(metadata(registered("compressed_image.fits")).content().json())
        .contains("\"fits_sums\":\"none\"");
  }

  @Test
  void aDaemonThatDiesBetweenRegistrationAndMetadataWritesThemAfterItsRestart() throws Exception {
    given(given -> runs(given).describing(Describing.groups()));
    steps.here.write("LST-1.Run1.fits", "content");
    registered("LST-1.Run1.fits");

    steps.restart().learnRse();
    steps.writeMetadata();

    JournalFile file = steps.here.file("LST-1.Run1.fits");
    assertThat(inRucio(file)).containsKey("run");
    assertThat(metadata(file).written()).isNotNull();
  }

  @Test
  void anAnswerThatIsLostIsRepeatedAndChangesNothing() throws Exception {
    given(given -> runs(given).describing(Describing.groups()));
    steps.here.write("LST-1.Run1.fits", "content");
    JournalFile file = registered("LST-1.Run1.fits");
    steps.here.catalogue.faults().add(Fault.of(Fault.Kind.LOST_ANSWER, "set_bulk_meta").times(1));

    steps.writeMetadata().tick(Duration.ofHours(1)).writeMetadata();

    assertThat(inRucio(file)).containsOnlyKeys("tel", "run", "night");
    assertThat(metadata(file).written()).isNotNull();
  }

  @Test
  void metadataThatRucioRefusesHoldNoFileUpAndAreTriedAgain() throws Exception {
    given(given -> runs(given).describing(Describing.groups()));
    steps.here.write("LST-1.Run1.fits", "content");
    JournalFile file = registered("LST-1.Run1.fits");
    steps.here.catalogue.faults().add(Fault.denied("set_bulk_meta").times(20));

    steps.writeMetadata();

    assertThat(steps.here.file("LST-1.Run1.fits")).isEqualTo(file);
    assertThat(metadata(file).retry().problem()).isEqualTo(ProblemCode.NOT_PERMITTED);
    assertThat(metadata(file).retry().attempts()).isEqualTo(1);
    assertThat(steps.here.journal().census().metadata()).isEqualTo(new MetadataTally(1, 1));

    steps.here.catalogue.faults().clear();
    steps.restart().learnRse();
    steps.writeMetadata();
    assertThat(inRucio(file)).isEmpty();
    steps.tick(Duration.ofHours(2)).writeMetadata();
    assertThat(inRucio(file)).containsKey("run");
    assertThat(metadata(file).retry().problem()).isNull();
  }

  @Test
  void filesAreSafeWhileRucioTakesNoMetadataAtAll() throws Exception {
    given(given -> given);
    try (Installation running = new Installation(home.resolve("running"))) {
      running.catalogue.faults().add(Fault.error("set_bulk_meta", 500, "RucioException"));
      for (int i = 0; i < 20; i++) {
        running.write("LST-1.Run" + i + ".fits", "content of " + i);
      }
      running.start(runs(Given.at(running.data)).describing(Describing.groups()));

      running.awaitAll(20, SAFE);

      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> running.journal().census().metadata().equals(new MetadataTally(20, 20)));
      running.catalogue.faults().clear();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> running.journal().census().metadata().waiting() == 0);
      JournalFile file = running.file("LST-1.Run7.fits");
      assertThat(running.catalogue.snapshot().file(Named.did(file)).meta())
          .containsOnlyKeys("tel", "run", "night");
    }
  }

  @Test
  void filesThatWaitForRegistrationGoFirstAndStarveNoMetadata() throws Exception {
    given(given -> runs(given).describing(Describing.groups()));
    steps.here.write("LST-1.Run1.fits", "content");
    steps.here.write("LST-1.Run2.fits", "other");
    JournalFile first = registered("LST-1.Run1.fits");
    steps.writeMetadata();
    steps.here.write("LST-1.Run3.fits", "third");
    JournalFile third = registered("LST-1.Run3.fits");
    steps.sight("LST-1.Run2.fits");
    steps.takeUpTo(SETTLED);
    assertThat(steps.here.file("LST-1.Run2.fits").state()).isEqualTo(DIGESTED);

    steps.writeMetadata();
    assertThat(metadata(third).written()).isNull();
    steps.tick(Duration.ofSeconds(10)).writeMetadata();

    assertThat(metadata(third).written()).isNotNull();
    assertThat(metadata(first).written()).isNotNull();
  }

  @Test
  void aSourceThatAsksForNothingCostsNothing() throws Exception {
    given(given -> given);
    steps.here.write("a.fits", "content");

    JournalFile file = registered("a.fits");
    steps.writeMetadata();

    assertThat(steps.here.journal().metadata(file.id())).isEmpty();
    assertThat(inRucio(file)).isEmpty();
  }
}
