// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.sighting;
import static org.ingestd.journal.Samples.stamp;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ingestd.journal.dataset.DatasetState;
import org.ingestd.journal.dataset.Filling;
import org.ingestd.journal.dataset.Filling.Late;
import org.ingestd.journal.dataset.FoundDataset;
import org.ingestd.journal.dataset.JournalDataset;
import org.ingestd.journal.dataset.JournalDataset.Plan;
import org.ingestd.journal.dataset.JournalDataset.Sequel;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.journal.dataset.UnclosedDataset;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Renew;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Verdict;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

/** Which dataset each file is put into: decided once, with the digests, and kept. */
abstract class DatasetContract extends RecordContract {

  private static final String NIGHT = "20260301";
  private static final Filling TWO = new Filling(2, 100, true, Late.OWN, "_late");
  private static final Filling AGAIN = new Filling(2, 100, true, Late.REOPEN, "_late");

  DatasetContract(Kind kind) {
    super(kind);
  }

  private static Did run(String name) {
    return new Did("lst", name);
  }

  private static Placement wish(String base, Filling filling) {
    return new Placement(run(base), null, NIGHT, filling);
  }

  private String put(String path, long size, Placement wish) {
    journal.sight(List.of(sighting(path, size)));
    move(path, SETTLED);
    return digested(path, wish);
  }

  private String digested(String path, Placement wish) {
    record(digestion(at(path), wish));
    return Objects.requireNonNull(at(path).identity().dataset()).name();
  }

  private Move digestion(JournalFile file, Placement wish) {
    return new Move(
        file.id(),
        SETTLED,
        DIGESTED,
        "read",
        new Facts(null, Samples.identity(), null, wish),
        Next.due(clock.instant()));
  }

  private JournalDataset dataset(String name) {
    return journal.dataset(run(name)).orElseThrow();
  }

  private void close(String name) {
    assertThat(journal.datasets().beginClosing(run(name))).isTrue();
    journal.datasets().closed(run(name));
  }

  @Test
  void aFileIsPutIntoTheDatasetOfItsNameWhateverItsIdentitySaid() {
    assertThat(put("a", 10, wish("Run1", Filling.UNLIMITED))).isEqualTo("Run1");

    assertThat(dataset("Run1").files()).isEqualTo(1);
    assertThat(dataset("Run1").bytes()).isEqualTo(10);
    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.OPEN);
    assertThat(journal.dataset(run("Run2"))).isEmpty();
  }

  @Test
  void aFullDatasetIsContinuedUnderANumber() {
    assertThat(put("a", 10, wish("Run1", TWO))).isEqualTo("Run1");
    assertThat(put("b", 10, wish("Run1", TWO))).isEqualTo("Run1");
    assertThat(put("c", 10, wish("Run1", TWO))).isEqualTo("Run1_part002");
    assertThat(put("d", 90, wish("Run1", TWO))).isEqualTo("Run1_part002");
    assertThat(put("e", 500, wish("Run1", TWO))).as("larger than any").isEqualTo("Run1_part003");
    assertThat(put("f", 1, wish("Run1", TWO))).isEqualTo("Run1_part004");
    assertThat(put("g", 1, wish("Run2", TWO))).as("another run").isEqualTo("Run2");
  }

  @Test
  void filesThatAreRecordedTogetherArePutAsIfTheyCameOneByOne() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    List.of(10, 10, 10, 90, 500, 1).forEach(size -> sizes.put("f" + sizes.size(), (long) size));
    sizes.forEach((path, size) -> journal.sight(List.of(sighting(path, size))));
    sizes.keySet().forEach(path -> move(path, SETTLED));
    journal.sight(List.of(sighting("other", 1), sighting("back", 1)));
    move("other", SETTLED);
    move("back", SETTLED);

    List<Entry> together = new ArrayList<>();
    sizes.keySet().forEach(path -> together.add(digestion(at(path), wish("Run1", TWO))));
    together.add(3, digestion(at("other"), wish("Run2", TWO)));
    together.add(digestion(at("back"), wish("Run1", AGAIN)));
    assertThat(journal.record(together)).containsOnly(Verdict.RECORDED);

    assertThat(Stream.concat(sizes.keySet().stream(), Stream.of("other", "back")))
        .extracting(path -> Objects.requireNonNull(at(path).identity().dataset()).name())
        .containsExactly(
            "Run1",
            "Run1",
            "Run1_part002",
            "Run1_part002",
            "Run1_part003",
            "Run1_part004",
            "Run2",
            "Run1_part004");
    assertThat(dataset("Run1").bytes()).isEqualTo(20);
    assertThat(dataset("Run1_part004").files()).isEqualTo(2);
    assertThat(dataset("Run2").files()).isEqualTo(1);
  }

  @Test
  void aFileThatWasFoundInADatasetStaysThereAndCountsForTheRoomThatIsLeft() {
    journal.sight(List.of(sighting("a", 10), sighting("b", 10), sighting("c", 10)));
    Plan plan = new Plan(null, false, true);
    found(new FoundDataset(run("Run1"), Sequel.FIRST, plan, List.of(member("b"))));
    found(new FoundDataset(run("Run1"), new Sequel("", 2), plan, List.of(member("a"))));
    found(new FoundDataset(run("Run1"), Sequel.FIRST, plan, List.of(member("c"), member("a"))));

    assertThat(dataset("Run1").files()).as("a was found elsewhere before").isEqualTo(2);
    assertThat(dataset("Run1_part002").bytes()).isEqualTo(10);
    assertThat(journal.datasets().beginClosing(run("Run1"))).as("not registered").isFalse();
    for (String path : List.of("a", "b", "c")) {
      move(path, SETTLED);
    }
    assertThat(digested("a", wish("Run1", TWO))).isEqualTo("Run1_part002");
    assertThat(digested("b", wish("Run1", TWO))).isEqualTo("Run1");
    assertThat(put("d", 10, wish("Run1", TWO))).as("a new one").isEqualTo("Run1_part002");
    assertThat(put("e", 10, wish("Run1", TWO))).isEqualTo("Run1_part003");
  }

  @Test
  void whatIsAnotherBasesDatasetIsNotTakenForAContinuation() {
    put("x", 1, wish("Run1_part002", TWO));
    FoundDataset found =
        new FoundDataset(run("Run1"), new Sequel("", 2), new Plan(null, false, true), List.of());

    assertThatThrownBy(() -> found(found)).isInstanceOf(IllegalArgumentException.class);
  }

  private void found(FoundDataset dataset) {
    journal.datasets().found(dataset);
  }

  private FoundDataset.Member member(String path) {
    return new FoundDataset.Member(at(path).id(), NIGHT, 10);
  }

  @Test
  void aNameThatAnotherDatasetHasIsPassedOver() {
    put("x", 1, wish("Run1_part002", TWO));
    put("a", 1, wish("Run1", TWO));
    put("b", 1, wish("Run1", TWO));

    assertThat(put("c", 1, wish("Run1", TWO))).isEqualTo("Run1_part003");
  }

  @Test
  void aFileThatIsReadAgainStaysWhereItWasPut() {
    put("a", 10, wish("Run1", TWO));
    put("b", 10, wish("Run1", TWO));
    put("c", 10, wish("Run1", TWO));
    JournalFile first = at("a");
    record(new Renew(first.id(), DIGESTED, stamp(30), "changed", clock.instant(), null));
    move("a", SETTLED);

    assertThat(digested("a", wish("Run1", TWO))).isEqualTo("Run1");
    assertThat(dataset("Run1").files()).isEqualTo(2);
    assertThat(dataset("Run1").bytes()).isEqualTo(40);
  }

  @Test
  void aFileThatIsCalledOtherwiseNowLeavesItsDataset() {
    put("a", 10, wish("Run1", TWO));
    record(new Renew(at("a").id(), DIGESTED, stamp(10), "changed", clock.instant(), null));
    move("a", SETTLED);

    assertThat(digested("a", wish("Run2", TWO))).isEqualTo("Run2");
    assertThat(dataset("Run1").files()).isZero();
    assertThat(dataset("Run1").bytes()).isZero();
    assertThat(dataset("Run2").files()).isEqualTo(1);
  }

  @Test
  void aStaleOutcomeDecidesNothing() {
    JournalFile file = file("a", SETTLED);
    move("a", DIGESTED);

    assertThat(journal.record(List.of(digestion(file, wish("Run1", TWO)))))
        .containsExactly(Verdict.STALE);
    assertThat(journal.dataset(run("Run1"))).isEmpty();
  }

  @Test
  void whatIsTakenBackWasNeverPutAnywhere() {
    JournalFile file = file("a", SETTLED);
    JournalFile other = file("b", SETTLED);
    Move wrong =
        new Move(
            other.id(), SETTLED, DIGESTED, "no digests", Facts.NONE, Next.due(clock.instant()));

    assertThatThrownBy(() -> journal.record(List.of(digestion(file, wish("Run1", TWO)), wrong)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(journal.dataset(run("Run1"))).isEmpty();
    assertThat(journal.nightCounts(Optional.empty())).isEmpty();
  }

  @Test
  void aDatasetIsClosedOnlyWhenAllItsFilesAreRegisteredOrGone() {
    put("a", 1, wish("Run1", TWO));
    put("b", 1, wish("Run1", TWO));
    assertThat(journal.datasets().beginClosing(run("Run1"))).isFalse();
    move("a", REGISTERED);
    assertThat(journal.datasets().beginClosing(run("Run1"))).isFalse();
    move("b", VANISHED);

    assertThat(journal.datasets().beginClosing(run("Run1"))).isTrue();

    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.CLOSING);
    assertThat(journal.datasets().beginClosing(run("Run1"))).as("twice").isFalse();
    assertThat(journal.unclosedDatasets()).hasSize(1);
    journal.datasets().closed(run("Run1"));
    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.CLOSED);
    assertThat(journal.unclosedDatasets()).isEmpty();
    assertThat(journal.datasets().beginClosing(run("Run9"))).as("unknown").isFalse();
  }

  @Test
  void onlyADatasetThatIsBeingClosedBecomesClosed() {
    put("a", 1, wish("Run1", TWO));

    journal.datasets().closed(run("Run1"));
    journal.datasets().closed(run("Run9"));

    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.OPEN);
  }

  @Test
  void aLateFileGetsADatasetOfItsOwnFromTheMomentThatClosingBegan() {
    put("a", 1, wish("Run1", TWO));
    move("a", REGISTERED);
    assertThat(journal.datasets().beginClosing(run("Run1"))).isTrue();

    assertThat(put("b", 1, wish("Run1", TWO))).isEqualTo("Run1_late");
    assertThat(put("c", 1, wish("Run1", TWO))).isEqualTo("Run1_late");
    assertThat(put("d", 1, wish("Run1", TWO))).isEqualTo("Run1_late_part002");
    assertThat(journal.unclosedDatasets())
        .extracting(UnclosedDataset::dataset)
        .extracting(JournalDataset::did)
        .as("late ones stay open")
        .containsExactly(run("Run1"));
  }

  @Test
  void aLateFileGoesIntoTheClosedDatasetWhereThatIsToBeOpenedAgain() {
    put("a", 1, wish("Run1", AGAIN));
    move("a", REGISTERED);
    close("Run1");

    assertThat(put("b", 1, wish("Run1", AGAIN))).isEqualTo("Run1");
    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.CLOSED);
    assertThat(put("c", 1, wish("Run1", AGAIN))).as("it is full").isEqualTo("Run1_part002");

    journal.datasets().reopened(run("Run1"));
    assertThat(dataset("Run1").state()).isEqualTo(DatasetState.OPEN);
    assertThat(journal.datasets().beginClosing(run("Run1"))).isFalse();
  }

  @Test
  void aFileThatComesBackAfterItsDatasetWasClosedIsLate() {
    put("a", 1, wish("Run1", TWO));
    put("b", 1, wish("Run1", TWO));
    move("a", REGISTERED);
    move("b", VANISHED);
    close("Run1");
    move("b", SIGHTED);
    move("b", SETTLED);

    assertThat(digested("b", wish("Run1", TWO))).isEqualTo("Run1_late");
    assertThat(dataset("Run1").files()).isEqualTo(1);
  }

  @Test
  void aDatasetIsRememberedAsLyingInItsContainer() {
    Placement wish = new Placement(run("Run1"), run("night"), NIGHT, TWO);
    put("a", 1, wish);
    assertThat(dataset("Run1").plan().container()).isEqualTo(run("night"));
    assertThat(dataset("Run1").plan().contained()).isFalse();

    journal.datasets().contained(run("Run1"), true);
    assertThat(dataset("Run1").plan().contained()).isTrue();
    journal.datasets().contained(run("Run1"), false);
    assertThat(dataset("Run1").plan().contained()).isFalse();
  }

  @Test
  void filesAreCountedNightByNight() {
    put("a", 1, wish("Run1", TWO));
    put("b", 2, wish("Run1", TWO));
    put("c", 3, new Placement(run("Run1"), null, "20260302", TWO));
    move("a", REGISTERED);
    file("undecided", SETTLED);

    assertThat(journal.nightCounts(Optional.empty()))
        .containsExactlyInAnyOrder(
            new NightCount(Samples.SOURCE, NIGHT, REGISTERED, true, false, 1, 1),
            new NightCount(Samples.SOURCE, NIGHT, DIGESTED, false, false, 1, 2),
            new NightCount(Samples.SOURCE, "20260302", DIGESTED, false, false, 1, 3));
    assertThat(journal.nightCounts(Optional.of("20260302"))).hasSize(1);
    assertThat(journal.nightCounts(Optional.of("20260303"))).isEmpty();
  }

  @Test
  void filesOfANightComePageByPage() {
    put("a", 1, wish("Run1", TWO));
    put("b", 2, new Placement(run("Run1"), null, "20260302", TWO));
    put("c", 3, wish("Run1", TWO));
    put("d", 4, wish("Run1", TWO));

    List<JournalFile> first = journal.filesOfNight(Samples.SOURCE, NIGHT, 0, 2);
    assertThat(first).extracting(JournalFile::key).containsExactly(key("a"), key("c"));
    assertThat(journal.filesOfNight(Samples.SOURCE, NIGHT, first.get(1).id(), 2))
        .extracting(JournalFile::key)
        .containsExactly(key("d"));
    assertThat(journal.filesOfNight("other", NIGHT, 0, 2)).isEmpty();
    assertThat(journal.filesOfNight(Samples.SOURCE, "20260303", 0, 2)).isEmpty();
  }

  @Test
  void anUnclosedDatasetIsNamedOnceForEachNight() {
    put("a", 1, wish("Run1", TWO));
    put("b", 2, new Placement(run("Run1"), null, "20260302", TWO));
    put("c", 3, wish("Open", Filling.UNLIMITED));
    move("a", REGISTERED);

    assertThat(journal.unclosedDatasets())
        .extracting(UnclosedDataset::night)
        .containsExactly(NIGHT, "20260302");
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> wish("Run1", new Filling(0, 1, false, Late.OWN, "_late")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> wish("Run1", new Filling(1, 1, false, Late.OWN, "")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Placement(run("Run1"), null, "tonight", TWO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Placement(run("Run1"), new Did("magic", "night"), NIGHT, TWO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JournalDataset.Sequel("", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
