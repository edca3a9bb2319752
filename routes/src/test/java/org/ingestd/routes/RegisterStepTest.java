// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.WantedRule;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.routes.steps.rucio.Wishes;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterStepTest {

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException, RucioException {
    steps = new Stepping(home).learnRse();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private JournalFile digested(String path, String content) throws IOException {
    steps.here.write(path, content);
    steps.sight(path);
    steps.takeUpTo(SETTLED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).isEqualTo(DIGESTED);
    return file;
  }

  private static ReplicaEntry entry(JournalFile file, String pfn) {
    return new ReplicaEntry(Named.did(file), file.size(), Named.digests(file), pfn);
  }

  private String pfn(String path) {
    return "file://" + steps.here.data.resolve(path);
  }

  private JournalFile registered(String path) {
    steps.take(DIGESTED);
    JournalFile file = steps.here.file(path);
    assertThat(file.state()).as(file.standing().reason()).isEqualTo(REGISTERED);
    return file;
  }

  @Test
  void aFileIsRegisteredWithItsPlaceAndBothRules() throws Exception {
    digested("run1/a.fits", "content");

    JournalFile file = registered("run1/a.fits");

    assertThat(file.identity().rse()).isEqualTo("ONSITE");
    assertThat(file.standing().reason()).contains("registered on ONSITE");
    assertThat(steps.here.rucio.attached(Named.dataset(file), List.of(Named.did(file)))).hasSize(1);
    assertThat(steps.here.rucio.rules(Named.dataset(file)))
        .extracting("expression")
        .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
    assertThat(steps.here.journal().rules(Named.dataset(file))).hasSize(2);
  }

  @Test
  void aDatasetThatIsKnownCostsNoCallForItsRules() throws Exception {
    digested("a.fits", "content");
    registered("a.fits");
    digested("b.fits", "other");
    steps.here.catalogue.calls().reset();

    registered("b.fits");

    assertThat(steps.here.catalogue.calls().writing()).isEqualTo(1);
  }

  @Test
  void goesOnAfterACrashBehindTheDataset() throws Exception {
    JournalFile file = digested("a.fits", "content");
    steps.here.rucio.ensureDataset(Named.dataset(file));

    registered("a.fits");
  }

  @Test
  void goesOnAfterACrashBehindTheRulesAndMakesNoSecondOne() throws Exception {
    JournalFile file = digested("a.fits", "content");
    steps.here.rucio.ensureDataset(Named.dataset(file));
    Given given = Given.at(steps.here.data);
    for (WantedRule rule :
        new Wishes("test", "ONSITE", steps.here.journal())
            .of(SourceDisks.sources(given.settings(steps.here.state())).named("lst1"), file)
            .first()) {
      steps.here.rucio.ensureRule(rule);
    }

    registered("a.fits");

    assertThat(steps.here.rucio.rules(Named.dataset(file))).hasSize(2);
  }

  @Test
  void goesOnAfterACrashBehindTheAttachmentAndSendsNothingAgain() throws Exception {
    JournalFile file = digested("a.fits", "content");
    registered("a.fits");
    JournalFile other = digested("b.fits", "other");
    steps.here.rucio.attach(Named.dataset(file), "ONSITE", List.of(entry(other, pfn("b.fits"))));
    steps.here.catalogue.calls().reset();

    JournalFile adopted = registered("b.fits");

    assertThat(adopted.standing().reason()).startsWith("adopted");
    assertThat(steps.here.catalogue.calls().writing()).isZero();
  }

  @Test
  void aDidWithOtherDataIsAConflictThatNamesBothValuesAndChangesNothing() throws Exception {
    JournalFile file = digested("a.fits", "content");
    steps.here.catalogue.admin().putFile(Named.did(file), 99, "00000001");

    steps.take(DIGESTED);

    JournalFile conflict = steps.here.file("a.fits");
    assertThat(conflict.state()).isEqualTo(QUARANTINED);
    assertThat(conflict.retry().problem()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(conflict.retry().detail()).contains("7").contains("99");
    assertThat(steps.here.listener.mismatches).containsExactly(Witness.READBACK);
    assertThat(steps.here.rucio.files(List.of(Named.did(file))).values())
        .extracting("bytes")
        .containsExactly(99L);
  }

  @Test
  void aDidOfOurDataAtAnotherPathIsAConflict() throws Exception {
    JournalFile file = digested("a.fits", "content");
    digested("dataset-maker.fits", "x");
    steps.here.rucio.ensureDataset(Named.dataset(file));
    steps.here.rucio.attach(
        Named.dataset(file), "ONSITE", List.of(entry(file, pfn("elsewhere/a.fits"))));

    steps.take(DIGESTED);

    JournalFile conflict = steps.here.file("a.fits");
    assertThat(conflict.retry().problem()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(conflict.retry().detail()).contains("elsewhere/a.fits");
    assertThat(steps.here.file("dataset-maker.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void aFileThatChangedSinceItWasReadStartsAgain() throws Exception {
    digested("a.fits", "content");
    Files.writeString(steps.here.data.resolve("a.fits"), "rewritten");

    steps.take(DIGESTED);

    JournalFile again = steps.here.file("a.fits");
    assertThat(again.state()).isEqualTo(SIGHTED);
    assertThat(again.standing().generation()).isEqualTo(2);
    assertThat(again.identity().digests()).isNull();
  }

  @Test
  void aFileThatWentBeforeItWasRegisteredHasVanishedAndTheOthersGoOn() throws Exception {
    digested("a.fits", "content");
    digested("b.fits", "content");
    Files.delete(steps.here.data.resolve("a.fits"));

    steps.take(DIGESTED);

    assertThat(steps.here.file("a.fits").state()).isEqualTo(VANISHED);
    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
  }

  @Test
  void anRseClosedForWritingPostponesAndSendsNothing() throws Exception {
    digested("a.fits", "content");
    steps.here.catalogue.admin().setWritable("ONSITE", false);
    steps.here.catalogue.calls().reset();

    steps.take(DIGESTED);

    JournalFile waiting = steps.here.file("a.fits");
    assertThat(waiting.retry().problem()).isEqualTo(ProblemCode.RSE_CLOSED);
    assertThat(steps.here.catalogue.calls().writing()).isZero();

    steps.here.catalogue.admin().setWritable("ONSITE", true);
    steps.tick(Duration.ofMinutes(1));
    registered("a.fits");
  }

  @Test
  void aClosedDatasetWaitsForAPerson() throws Exception {
    JournalFile file = digested("a.fits", "content");
    registered("a.fits");
    steps.here.catalogue.admin().close(Named.dataset(file));
    digested("b.fits", "other");

    steps.take(DIGESTED);

    assertThat(steps.here.file("b.fits").retry().problem()).isEqualTo(ProblemCode.DATASET_CLOSED);
  }

  @Test
  void anOutageCostsNoAttemptOfFilesThatWereNotInFlight() throws Exception {
    digested("a.fits", "content");
    steps.here.catalogue.beginOutage();
    for (int i = 0; i < 20 && steps.here.rucio.available(); i++) {
      steps.take(DIGESTED);
      steps.tick(Duration.ofMinutes(30));
    }
    JournalFile tried = steps.here.file("a.fits");

    for (int i = 0; i < 5; i++) {
      steps.tick(Duration.ofMinutes(30)).take(DIGESTED);
    }

    assertThat(steps.here.rucio.available()).isFalse();
    assertThat(steps.here.file("a.fits").state()).isEqualTo(DIGESTED);
    assertThat(steps.here.file("a.fits").retry().attempts())
        .isLessThanOrEqualTo(tried.retry().attempts());
    steps.here.catalogue.endOutage();
  }

  @Test
  void twoPathsOfOneDidAreBothHeldAndNameEachOther() throws Exception {
    try (Stepping two =
        new Stepping(
            home.resolve("two"),
            given ->
                given.with(
                    SourcesOfTrouble.naming(given.treatment(), "{name}", Optional.of("set"))))) {
      two.learnRse();
      two.here.write("run1/a.fits", "one");
      two.here.write("run2/a.fits", "two");
      two.sight("run1/a.fits");
      two.sight("run2/a.fits");

      two.takeUpTo(DIGESTED);

      assertThat(two.here.files())
          .allSatisfy(
              file -> {
                assertThat(file.retry().problem()).isEqualTo(ProblemCode.NAME_COLLISION);
                assertThat(file.retry().detail()).contains("run1/a.fits").contains("run2/a.fits");
              });
      assertThat(two.here.rucio.files(List.of(new Did("lst", "a.fits")))).isEmpty();
    }
  }

  @Test
  void onlyTheNewcomerIsHeldWhereTheOtherIsRegistered() throws Exception {
    try (Stepping two =
        new Stepping(
            home.resolve("two"),
            given ->
                given.with(
                    SourcesOfTrouble.naming(given.treatment(), "{name}", Optional.of("set"))))) {
      two.learnRse();
      two.here.write("run1/a.fits", "one");
      two.sight("run1/a.fits");
      two.takeUpTo(DIGESTED);
      two.here.write("run2/a.fits", "two");
      two.sight("run2/a.fits");

      two.takeUpTo(DIGESTED);

      assertThat(two.here.file("run1/a.fits").state()).isEqualTo(REGISTERED);
      assertThat(two.here.file("run2/a.fits").state()).isEqualTo(QUARANTINED);
    }
  }

  @Test
  void aSourceWithoutDatasetsGetsATechnicalOneWithoutRules() throws Exception {
    try (Stepping one =
        new Stepping(
            home.resolve("one"),
            given ->
                given.with(
                    SourcesOfTrouble.naming(given.treatment(), "{path}", Optional.empty())))) {
      one.learnRse();
      one.here.write("a.fits", "one");
      one.sight("a.fits");

      one.takeUpTo(DIGESTED);
      JournalFile file = one.here.file("a.fits");
      assertThat(Named.dataset(file).name()).startsWith("ingestd.lst1.2");
      assertThat(one.here.rucio.rules(Named.dataset(file))).isEmpty();

      one.take(REGISTERED);
      assertThat(one.here.rucio.rules(Named.did(file)))
          .extracting("expression")
          .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
    }
  }
}
