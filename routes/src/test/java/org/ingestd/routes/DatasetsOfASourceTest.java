// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Filling.Late;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.registration.catalogue.RuleInfo;
import org.ingestd.routes.contract.CollectionSettings;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that are continued where they are full, and containers that hold them. */
class DatasetsOfASourceTest {

  private static final Did CONTAINER = new Did("lst", "programme");

  @TempDir Path home;
  private @Nullable Stepping opened;

  private Stepping steps() {
    return Objects.requireNonNull(opened, "started by the test");
  }

  @AfterEach
  void stop() {
    steps().close();
  }

  private void start(CollectionSettings collections, String account) throws Exception {
    opened = new Stepping(home, given -> given.collections(collections), account).learnRse();
  }

  private static CollectionSettings filled(Optional<String> container, long files, long bytes) {
    CollectionSettings none = CollectionSettings.NONE;
    return new CollectionSettings(
        container,
        new Filling(files, bytes, false, Late.OWN, "_late"),
        none.closing(),
        none.expected());
  }

  private JournalFile digested(String path, String content) throws Exception {
    steps().here.write(path, content);
    steps().sight(path);
    steps().takeUpTo(SETTLED);
    JournalFile file = steps().here.file(path);
    assertThat(file.state()).as(file.standing().reason()).isEqualTo(DIGESTED);
    return file;
  }

  private JournalFile registered(String path) {
    steps().take(DIGESTED);
    JournalFile file = steps().here.file(path);
    assertThat(file.state()).as(file.standing().reason()).isEqualTo(REGISTERED);
    return file;
  }

  private Did dataset(String path) {
    return Named.dataset(steps().here.file(path));
  }

  private void assertIn(Did dataset, String... paths) throws Exception {
    List<Did> dids = steps().here.files().stream().map(Named::did).toList();
    assertThat(steps().here.rucio.attached(dataset, dids))
        .containsOnlyKeys(
            List.of(paths).stream().map(path -> new Did("lst", path)).toArray(Did[]::new));
  }

  @Test
  void aFullDatasetIsContinuedAndTheContinuationHasItsRules() throws Exception {
    start(filled(Optional.empty(), 2, Long.MAX_VALUE), "ingest");
    for (String path : List.of("a", "b", "c")) {
      digested(path, path);
    }

    steps().take(DIGESTED);

    Did first = dataset("a");
    Did second = new Did("lst", first.name() + "_part002");
    assertThat(dataset("b")).isEqualTo(first);
    assertThat(dataset("c")).isEqualTo(second);
    assertIn(first, "a", "b");
    assertIn(second, "c");
    assertThat(steps().here.rucio.rules(second))
        .extracting(RuleInfo::expression)
        .containsExactlyInAnyOrder("ONSITE", "QOS=TAPE");
  }

  @Test
  void bytesFillADatasetToo() throws Exception {
    start(filled(Optional.empty(), 100, 10), "ingest");

    Did first = Named.dataset(digested("a", "123456"));
    assertThat(Named.dataset(digested("b", "12345")).name()).isEqualTo(first.name() + "_part002");
    assertThat(Named.dataset(digested("c", "12345")).name()).isEqualTo(first.name() + "_part002");
    assertThat(Named.dataset(digested("huge", "x".repeat(50))).name())
        .isEqualTo(first.name() + "_part003");
  }

  @Test
  void aFileStaysInItsDatasetAcrossRestartsHoweverOftenItIsTried() throws Exception {
    start(filled(Optional.empty(), 1, Long.MAX_VALUE), "ingest");
    Did first = Named.dataset(digested("a", "a"));
    digested("b", "b");
    steps().here.catalogue.beginOutage();
    steps().take(DIGESTED);
    steps().here.catalogue.endOutage();

    steps().restart().tick(Duration.ofHours(1)).learnRse().take(DIGESTED);

    assertIn(first, "a");
    assertIn(dataset("b"), "b");
    assertThat(dataset("b").name()).endsWith("_part002");
  }

  @Test
  void aFileThatChangedBeforeItWasRegisteredKeepsItsPlace() throws Exception {
    start(filled(Optional.empty(), 1, Long.MAX_VALUE), "ingest");
    Did first = Named.dataset(digested("a", "a"));
    digested("b", "b");
    Files.writeString(steps().here.data.resolve("a"), "longer now");

    steps().take(DIGESTED);
    steps().tick(Duration.ofMinutes(1)).takeUpTo(DIGESTED);

    assertThat(dataset("a")).isEqualTo(first);
    assertIn(first, "a");
  }

  @Test
  void datasetsLieInTheirContainerWithoutAdmin() throws Exception {
    opened =
        new Stepping(
                home,
                given ->
                    new Given(
                            given.root(),
                            given.completeness(),
                            given.discovery(),
                            given.treatment(),
                            given.pick())
                        .naming(clerks())
                        .collections(filled(Optional.of("programme"), 1, Long.MAX_VALUE)),
                "clerk")
            .learnRse();
    digested("a", "a");
    digested("b", "b");

    registered("a");

    assertThat(
            steps()
                .here
                .rucio
                .attached(
                    new Did("clerk", "programme"),
                    List.of(new Did("clerk", "a"), new Did("clerk", "b"))))
        .hasSize(2);
  }

  private static org.ingestd.rse.NamingSettings clerks() {
    org.ingestd.rse.NamingSettings old = Given.naming(Optional.of("R0/{night}"));
    return new org.ingestd.rse.NamingSettings(
        old.pattern(), "clerk", old.did(), old.dataset(), old.night(), old.escape());
  }

  @Test
  void aDatasetThatIsKnownToLieInItsContainerCostsNoCall() throws Exception {
    start(filled(Optional.of("programme"), 100, Long.MAX_VALUE), "ingest");
    digested("a", "a");
    registered("a");
    digested("b", "b");
    steps().here.catalogue.calls().reset();

    registered("b");

    assertThat(steps().here.catalogue.calls().writing()).isEqualTo(1);
  }

  @Test
  void goesOnAfterACrashBehindTheContainer() throws Exception {
    start(filled(Optional.of("programme"), 100, Long.MAX_VALUE), "ingest");
    JournalFile file = digested("a", "a");
    steps().here.rucio.ensureDataset(Named.dataset(file));
    steps().here.rucio.ensureContained(Named.dataset(file), CONTAINER);

    steps().restart().learnRse();
    registered("a");

    assertIn(CONTAINER, "a");
    assertThat(steps().here.journal().dataset(dataset("a")).orElseThrow().plan().contained())
        .isTrue();
  }

  @Test
  void aContainerThatIsSomethingElseIsNamed() throws Exception {
    start(filled(Optional.of("programme"), 100, Long.MAX_VALUE), "ingest");
    steps().here.rucio.ensureDataset(CONTAINER);
    digested("a", "a");

    steps().take(DIGESTED);

    JournalFile file = steps().here.file("a");
    assertThat(file.retry().problem()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(file.retry().detail()).contains("lst:programme").contains("not a CONTAINER");
  }

  @Test
  void aDatasetThatWasDeletedIsMadeAnewInItsContainer() throws Exception {
    start(filled(Optional.of("programme"), 100, Long.MAX_VALUE), "ingest");
    digested("a", "a");
    registered("a");
    steps().here.catalogue.admin().erase(dataset("a"));
    digested("b", "b");

    registered("b");

    assertIn(CONTAINER, "b");
  }
}
