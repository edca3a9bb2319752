// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Filling.Late;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RucioException;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.routes.contract.CollectionSettings;
import org.ingestd.routes.contract.CollectionSettings.Closing;
import org.ingestd.routes.contract.CollectionSettings.Expected;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets are closed when their night is complete; late files; deaths between two effects. */
class ClosingTest {

  private static final String NIGHT = "20260301";
  private static final Did DATASET = new Did("lst", "R0/" + NIGHT);

  /** In the evening of the night; the steps' clock is months later. */
  private static final Instant EVENING = Instant.parse("2026-03-01T22:00:00Z");

  private static final Closing SIX_HOURS =
      new Closing(false, Optional.empty(), Optional.of(Duration.ofHours(6)));
  private static final Closing MARKED =
      new Closing(false, Optional.of("{night}.done"), Optional.empty());
  private static final Closing EXPECTED = new Closing(true, Optional.empty(), Optional.empty());

  @TempDir Path home;
  private @Nullable Stepping opened;

  private Stepping steps() {
    return Objects.requireNonNull(opened, "started by the test");
  }

  @AfterEach
  void stop() {
    steps().close();
  }

  private void start(Closing closing, Late late) throws Exception {
    start(closing, late, Optional.empty());
  }

  private void start(Closing closing, Late late, Optional<Long> count) throws Exception {
    CollectionSettings collections =
        new CollectionSettings(
            Optional.empty(),
            new Filling(Long.MAX_VALUE, Long.MAX_VALUE, true, late, "_late"),
            closing,
            new Expected(count, Optional.empty(), Optional.empty()));
    opened = new Stepping(home, given -> given.collections(collections)).learnRse();
  }

  private void sighted(String path) throws Exception {
    Path file = steps().here.write(path, path);
    Files.setLastModifiedTime(file, FileTime.from(EVENING));
    steps().sight(path);
  }

  private void digested(String path) throws Exception {
    sighted(path);
    steps().takeUpTo(SETTLED);
    assertThat(steps().here.file(path).state()).isEqualTo(DIGESTED);
  }

  private JournalFile registered(String path) throws Exception {
    digested(path);
    steps().take(DIGESTED);
    JournalFile file = steps().here.file(path);
    assertThat(file.state()).as(file.retry().toString()).isEqualTo(REGISTERED);
    return file;
  }

  private void look() {
    steps().tick(Duration.ofMinutes(2)).closeDatasets();
  }

  private DatasetState state() {
    return steps().here.journal().dataset(DATASET).orElseThrow().state();
  }

  /** What Rucio has: a closed dataset is the one that is closed no more. */
  private boolean isClosed(Did dataset) throws RucioException {
    boolean closedNow = steps().here.rucio.closeDataset(dataset);
    if (closedNow) {
      steps().here.rucio.reopenDataset(dataset);
    }
    return !closedNow;
  }

  private void assertClosed(boolean closed) throws RucioException {
    assertThat(state()).isEqualTo(closed ? DatasetState.CLOSED : DatasetState.OPEN);
    assertThat(isClosed(DATASET)).isEqualTo(closed);
  }

  @Test
  void closesWhenTheTimeHasComeAndEveryFileIsRegistered() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    digested("b");
    look();
    assertClosed(false);

    steps().take(DIGESTED);
    look();

    assertClosed(true);
    steps().here.catalogue.calls().reset();
    look();
    assertThat(steps().here.catalogue.calls().writing()).as("closed once").isZero();
  }

  @Test
  void doesNotCloseBeforeTheNightsEndAndTheTimeAfter() throws Exception {
    start(SIX_HOURS, Late.OWN);
    steps()
        .setWall(Duration.between(steps().clock.instant(), Instant.parse("2026-03-02T17:50:00Z")));
    registered("a");
    look();
    assertThat(steps().nights().whyIncomplete(steps().source(), NIGHT).orElseThrow())
        .isEqualTo("the time 2026-03-02T18:00:00Z");
    assertClosed(false);

    steps().tick(Duration.ofMinutes(10));
    look();

    assertClosed(true);
  }

  @Test
  void doesNotCloseWhileAFileOfTheNightIsYetToBeReadOrNeedsAPerson() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    sighted("b");
    look();
    assertClosed(false);
    assertThat(steps().nights().whyIncomplete(steps().source(), NIGHT).orElseThrow())
        .isEqualTo("1 files to be read");

    Files.write(steps().here.data.resolve("b"), new byte[0]);
    Files.setLastModifiedTime(steps().here.data.resolve("b"), FileTime.from(EVENING));
    steps().sight("b");
    steps().takeUpTo(SETTLED);
    assertThat(steps().here.file("b").state()).isEqualTo(QUARANTINED);
    look();

    assertClosed(false);
  }

  @Test
  void closesWhenTheMarkerOfTheNightIsThere() throws Exception {
    start(MARKED, Late.OWN);
    registered("a");
    steps().here.write("20260302.done", "");
    look();
    assertClosed(false);

    steps().here.write(NIGHT + ".done", "");
    look();

    assertClosed(true);
  }

  @Test
  void closesWhenAsManyFilesHaveArrivedAsAreExpected() throws Exception {
    start(EXPECTED, Late.OWN, Optional.of(2L));
    registered("a");
    look();
    assertClosed(false);
    assertThat(steps().nights().whyIncomplete(steps().source(), NIGHT).orElseThrow())
        .isEqualTo("1 expected files");

    registered("b");
    look();

    assertClosed(true);
  }

  @Test
  void aDatasetOfTwoNightsWaitsForBoth() throws Exception {
    CollectionSettings none = CollectionSettings.NONE;
    CollectionSettings collections =
        new CollectionSettings(
            Optional.empty(),
            new Filling(Long.MAX_VALUE, Long.MAX_VALUE, true, Late.OWN, "_late"),
            MARKED,
            none.expected());
    opened =
        new Stepping(
                home,
                given -> given.naming(Given.naming(Optional.of("all"))).collections(collections))
            .learnRse();
    registered("a");
    Files.setLastModifiedTime(
        steps().here.write("b", "b"), FileTime.from(EVENING.plus(Duration.ofDays(1))));
    steps().sight("b");
    steps().takeUpTo(DIGESTED);
    steps().here.write(NIGHT + ".done", "");
    look();
    assertThat(isClosed(new Did("lst", "all"))).isFalse();

    steps().here.write("20260302.done", "");
    look();

    assertThat(isClosed(new Did("lst", "all"))).isTrue();
  }

  @Test
  void aLateFileGetsADatasetOfItsOwnWithItsRules() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    look();

    JournalFile late = registered("late");

    assertThat(Named.dataset(late)).isEqualTo(new Did("lst", DATASET.name() + "_late"));
    assertThat(steps().here.rucio.rules(Named.dataset(late)))
        .extracting(RuleInfo::expression)
        .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
    look();
    assertClosed(true);
    assertThat(isClosed(Named.dataset(late))).isFalse();
  }

  @Test
  void aLateFileOpensTheDatasetWhichIsClosedAgain() throws Exception {
    start(SIX_HOURS, Late.REOPEN);
    registered("a");
    look();
    assertClosed(true);

    JournalFile late = registered("late");

    assertThat(Named.dataset(late)).isEqualTo(DATASET);
    assertClosed(false);
    look();
    assertClosed(true);
    assertThat(steps().here.rucio.attached(DATASET, List.of(Named.did(late)))).hasSize(1);
  }

  @Test
  void aDatasetThatSomebodyElseClosedStaysAPersonsMatter() throws Exception {
    start(SIX_HOURS, Late.REOPEN);
    registered("a");
    steps().here.rucio.closeDataset(DATASET);
    digested("b");

    steps().take(DIGESTED);

    assertThat(steps().here.file("b").retry().problem()).isEqualTo(ProblemCode.DATASET_CLOSED);
    look();
    assertThat(state()).as("b waits for a person").isEqualTo(DatasetState.OPEN);
  }

  @Test
  void goesOnAfterADeathBehindTheDecisionToClose() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    assertThat(steps().here.journal().datasets().beginClosing(DATASET)).isTrue();

    steps().restart().learnRse();
    look();

    assertClosed(true);
  }

  @Test
  void goesOnAfterADeathBehindTheClosing() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    assertThat(steps().here.journal().datasets().beginClosing(DATASET)).isTrue();
    steps().here.rucio.closeDataset(DATASET);

    steps().restart().learnRse();
    look();

    assertClosed(true);
  }

  @Test
  void goesOnAfterADeathBehindTheDecisionOnALateFile() throws Exception {
    start(SIX_HOURS, Late.REOPEN);
    registered("a");
    look();
    digested("late");

    steps().restart().learnRse();
    steps().take(DIGESTED);

    assertThat(steps().here.file("late").state()).isEqualTo(REGISTERED);
    look();
    assertClosed(true);
  }

  @Test
  void goesOnAfterADeathBehindTheOpening() throws Exception {
    start(SIX_HOURS, Late.REOPEN);
    registered("a");
    look();
    digested("late");
    steps().here.rucio.reopenDataset(DATASET);

    steps().restart().learnRse();
    steps().take(DIGESTED);

    assertThat(steps().here.file("late").state()).isEqualTo(REGISTERED);
    look();
    assertClosed(true);
  }

  @Test
  void aLateFileThatCameWhileTheDatasetWasBeingClosedIsNotLost() throws Exception {
    start(SIX_HOURS, Late.REOPEN);
    registered("a");
    assertThat(steps().here.journal().datasets().beginClosing(DATASET)).isTrue();
    digested("late");
    look();

    steps().take(DIGESTED);

    assertThat(steps().here.file("late").state()).isEqualTo(REGISTERED);
    look();
    assertClosed(true);
  }

  @Test
  void aClosingThatIsRefusedIsToldAndTriedAgain() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    steps().here.catalogue.admin().erase(DATASET);

    look();

    assertThat(steps().whyNotClosed().orElseThrow()).contains(DATASET.toString());
    steps().here.rucio.ensureDataset(DATASET);
    look();
    assertThat(steps().whyNotClosed()).isEmpty();
    assertClosed(true);
  }

  @Test
  void anOutageLeavesTheDatasetForLater() throws Exception {
    start(SIX_HOURS, Late.OWN);
    registered("a");
    steps().here.catalogue.beginOutage();
    look();
    steps().here.catalogue.endOutage();
    steps().tick(Duration.ofHours(1));

    look();

    assertClosed(true);
  }
}
