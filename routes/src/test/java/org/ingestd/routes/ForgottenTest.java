// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.ProblemCode.LOST_IN_CATALOGUE;
import static org.ingestd.journal.life.ProblemCode.NO_LONGER_SAFE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.registration.catalogue.ReplicaEntry;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.ingestd.testbed.catalogue.CatalogueAdmin;
import org.ingestd.testbed.catalogue.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes from Rucio what ingestd put there. */
class ForgottenTest {

  private static final Duration LATER = Duration.ofMinutes(40);

  @TempDir Path home;
  private Stepping steps;

  @BeforeEach
  void start() throws IOException, RucioException {
    start(given -> given);
  }

  private void start(UnaryOperator<Given> change) throws IOException, RucioException {
    steps = new Stepping(home.resolve("i" + System.nanoTime()), change).learnRse();
    steps.here.catalogue.daemons().pause();
  }

  @AfterEach
  void stop() {
    steps.close();
  }

  private CatalogueAdmin admin() {
    return steps.here.catalogue.admin();
  }

  private JournalFile file() {
    return steps.here.file("a.fits");
  }

  private Did did() {
    return Named.did(file());
  }

  private Did dataset() {
    return Named.dataset(file());
  }

  private void bringTo(FileState state) throws IOException {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    if (state != REGISTERED) {
      steps.here.catalogue.quiesce();
      steps.tick(LATER).take(REGISTERED);
    }
    if (state == SAFE) {
      steps.tick(LATER).take(PROTECTED);
    }
    assertThat(file().state()).isEqualTo(state);
  }

  /** All steps, as often as it may take. */
  private void goOn() {
    for (int round = 0; round < 10; round++) {
      for (FileState state : List.of(DIGESTED, REGISTERED, PROTECTED, SAFE)) {
        steps.tick(LATER).take(state);
      }
    }
  }

  private Collection<Snapshot.Rule> rules() {
    return steps.here.catalogue.snapshot().rules().values();
  }

  private void assertLost(String word) {
    assertThat(file().state()).as(file() + "").isEqualTo(QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(LOST_IN_CATALOGUE);
    assertThat(file().retry().detail()).contains(word);
    assertThat(file().identity().digests()).as("what was registered").isNotNull();
  }

  @Test
  void aDatasetDeletedBeforeItsFilesAreRegisteredIsMadeAgainWithItsRules() throws Exception {
    bringTo(REGISTERED);
    for (String path : List.of("b.fits", "c.fits")) {
      steps.here.write(path, "content of " + path);
      steps.sight(path);
    }
    steps.takeUpTo(SETTLED);
    admin().erase(dataset());
    assertThat(rules()).isEmpty();

    steps.take(DIGESTED);

    for (String path : List.of("b.fits", "c.fits")) {
      assertThat(steps.here.file(path).state()).isEqualTo(REGISTERED);
      assertThat(steps.here.file(path).retry().problem()).isNull();
    }
    assertThat(steps.here.catalogue.snapshot().collection(dataset()).children())
        .containsExactlyInAnyOrder(
            Named.did(steps.here.file("b.fits")), Named.did(steps.here.file("c.fits")));
    assertThat(rules()).hasSize(2);
  }

  @Test
  void theSameAfterARestartOfTheDaemon() throws Exception {
    bringTo(REGISTERED);
    Did dataset = dataset();
    steps.here.write("b.fits", "other content");
    steps.sight("b.fits");
    steps.takeUpTo(SETTLED);
    steps.restart().learnRse();
    admin().erase(dataset);

    steps.tick(LATER).take(DIGESTED);

    assertThat(steps.here.file("b.fits").state()).isEqualTo(REGISTERED);
    assertThat(rules()).hasSize(2);
  }

  @Test
  void aDatasetDeletedAfterItsFilesWereRegisteredIsAnAlarmAndNothingIsRegisteredAnew()
      throws Exception {
    bringTo(REGISTERED);
    Did dataset = dataset();
    admin().erase(dataset);

    goOn();

    assertLost("Rucio does not know " + dataset + " any more");
    assertThat(steps.here.catalogue.snapshot().collections()).isEmpty();
    assertThat(rules()).isEmpty();
  }

  @Test
  void aDatasetDeletedWhileTheCopiesAreOnTheirWayIsAnAlarm() throws Exception {
    bringTo(PROTECTED);
    admin().erase(dataset());

    goOn();

    assertLost("does not know");
    assertThat(steps.here.catalogue.snapshot().collections()).isEmpty();
  }

  @Test
  void aDatasetDeletedWhenItsFilesWereSafeTakesSafeBackAndIsAnAlarm() throws Exception {
    bringTo(SAFE);
    admin().erase(dataset());

    steps.tick(LATER).take(SAFE);
    assertThat(file().state()).isEqualTo(PROTECTED);
    assertThat(file().retry().problem()).isEqualTo(NO_LONGER_SAFE);
    goOn();

    assertLost("does not know");
  }

  @Test
  void onceEverythingIsInRucioAgainARetryGoesOnToSafe() throws Exception {
    bringTo(REGISTERED);
    JournalFile before = file();
    admin().erase(dataset());
    goOn();
    assertLost("does not know");

    steps.here.rucio.ensureDataset(Named.dataset(before));
    steps.here.rucio.attach(
        Named.dataset(before),
        "ONSITE",
        List.of(
            new ReplicaEntry(
                Named.did(before),
                before.size(),
                Named.digests(before),
                Objects.requireNonNull(before.identity().pfn()))));
    steps
        .here
        .journal()
        .record(
            List.of(
                new Entry.Move(
                    before.id(),
                    QUARANTINED,
                    REGISTERED,
                    "retried",
                    Facts.NONE,
                    Entry.Next.due(steps.clock.instant()))));
    steps.take(REGISTERED);
    steps.here.catalogue.quiesce();
    goOn();

    assertThat(file().state()).as(file() + "").isEqualTo(SAFE);
    assertThat(rules()).hasSize(2);
  }

  @Test
  void aFileTakenOutOfItsDatasetIsAnAlarmThoughNoRuleSaysSo() throws Exception {
    bringTo(REGISTERED);
    admin().detach(dataset(), did());
    steps.here.catalogue.quiesce();

    steps.tick(Duration.ofMinutes(10)).take(REGISTERED);
    assertThat(file().state()).as("the judge may be slow").isEqualTo(REGISTERED);
    goOn();

    assertLost("Rucio does not have it in " + dataset() + " any more.");
  }

  @Test
  void aFileTakenOutOfItsDatasetBeforeItsCopyWasMadeIsAnAlarm() throws Exception {
    steps.here.write("a.fits", "content");
    steps.sight("a.fits");
    steps.takeUpTo(DIGESTED);
    steps.here.catalogue.daemons().failTransfers(did().name(), "tape library on fire");
    steps.here.catalogue.quiesce();
    steps.tick(LATER).take(REGISTERED);
    assertThat(file().state()).isEqualTo(PROTECTED);
    admin().detach(dataset(), did());

    goOn();

    assertLost("does not have it in " + dataset());
  }

  @Test
  void anErasedDidIsAnAlarmInEveryState() throws Exception {
    for (FileState state : List.of(REGISTERED, PROTECTED, SAFE)) {
      stop();
      start();
      bringTo(state);
      admin().erase(did());

      goOn();

      assertThat(file().retry().problem()).as("from " + state).isEqualTo(LOST_IN_CATALOGUE);
      assertThat(file().state()).as("from " + state).isEqualTo(QUARANTINED);
    }
  }

  @Test
  void anErasedDidWithRulesOfItsOwnIsAnAlarm() throws Exception {
    stop();
    start(
        given ->
            given.with(SourcesOfTrouble.naming(given.treatment(), "{path}", Optional.empty())));
    bringTo(REGISTERED);
    steps.take(REGISTERED);
    Did did = did();
    admin().erase(did);

    goOn();

    assertLost("does not know " + did);
  }

  @Test
  void aDeletedRuleIsMadeAgainInEveryState() throws Exception {
    for (FileState state : List.of(REGISTERED, PROTECTED, SAFE)) {
      stop();
      start();
      bringTo(state);
      List.copyOf(steps.here.catalogue.snapshot().rules().keySet()).forEach(admin()::deleteRule);

      goOn();
      steps.here.catalogue.quiesce();
      goOn();

      assertThat(file().state()).as("from " + state + ": " + file()).isEqualTo(SAFE);
      assertThat(file().retry().problem()).isNull();
      assertThat(rules()).hasSize(2);
    }
  }
}
