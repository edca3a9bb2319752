// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.harness.oracle.Planting.CONTENT;
import static org.ingestd.harness.oracle.Planting.DATASET;
import static org.ingestd.harness.oracle.Planting.NAME;
import static org.ingestd.harness.oracle.Planting.PATH;
import static org.ingestd.harness.oracle.Planting.SOURCE_PFN;
import static org.ingestd.harness.oracle.Planting.TAPE_PFN;
import static org.ingestd.harness.oracle.Planting.file;
import static org.ingestd.harness.oracle.Planting.row;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ingestd.harness.oracle.CatalogueContent.File;
import org.ingestd.harness.oracle.CatalogueContent.Replica;
import org.ingestd.harness.oracle.CatalogueContent.Rule;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.oracle.JournalContent.Dataset;
import org.ingestd.harness.oracle.JournalContent.Line;
import org.ingestd.harness.oracle.JournalContent.Place;
import org.ingestd.harness.oracle.JournalContent.Row;
import org.ingestd.harness.oracle.JournalContent.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lie that the oracle has a name for is planted, and named. */
final class OracleTest {

  private static final String[] WAY = {
    "SIGHTED", "SETTLED", "DIGESTED", "REGISTERED", "PROTECTED", "SAFE"
  };

  /** A lie, what it is called, and how it is planted. */
  record Lie(String what, Violation violation, Consumer<Planting> plant) {

    @Override
    public String toString() {
      return violation + " " + what;
    }
  }

  private static DiskFile other(long size, String adler32, String md5) {
    return new DiskFile(size, adler32, md5, 1_000, 7, 0100644);
  }

  private static File catalogued(long bytes, String adler32, String md5) {
    return new File(bytes, adler32, md5, file(atSource(), atTape()).replicas());
  }

  private static Replica atSource() {
    return new Replica("ONSITE", "AVAILABLE", SOURCE_PFN);
  }

  private static Replica atTape() {
    return new Replica("TAPE-A", "AVAILABLE", TAPE_PFN);
  }

  private static Row digested(long size, Map<Character, String> digests) {
    Row row = row("SAFE", WAY);
    return new Row(row.id(), PATH, row.standing(), size, digests, row.place(), row.history());
  }

  private static Row withHistory(Line... lines) {
    Row row = row("SAFE", WAY);
    return new Row(
        row.id(), PATH, row.standing(), row.size(), row.digests(), row.place(), List.of(lines));
  }

  static Stream<Lie> lies() {
    return Stream.of(
            onTheDiskAndInTheJournal(),
            inTheCatalogue(),
            collections(),
            claims(),
            standings(),
            histories())
        .flatMap(lies -> lies);
  }

  private static Stream<Lie> onTheDiskAndInTheJournal() {
    return Stream.of(
        new Lie("no row", Violation.LOST, p -> p.rows.clear()),
        new Lie(
            "called gone", Violation.LOST, p -> p.replace(row("VANISHED", "SIGHTED", "VANISHED"))),
        new Lie("two rows", Violation.DOUBLED, p -> p.rows.add(row("SAFE", WAY))),
        new Lie(
            "the journal's size",
            Violation.WRONG_SIZE,
            p -> p.replace(digested(8, p.row().digests()))),
        new Lie(
            "the journal's adler32",
            Violation.WRONG_CHECKSUM,
            p -> p.replace(digested(9, Map.of('A', "00000001", 'M', CONTENT.md5())))),
        new Lie(
            "the journal's md5",
            Violation.WRONG_CHECKSUM,
            p -> p.replace(digested(9, Map.of('A', CONTENT.adler32(), 'M', "f".repeat(32))))),
        new Lie("it is gone", Violation.SOURCE_TOUCHED, p -> p.after.clear()),
        new Lie(
            "another content",
            Violation.SOURCE_TOUCHED,
            p -> p.after.put(PATH, other(9, CONTENT.adler32(), "f".repeat(32)))),
        new Lie(
            "another time",
            Violation.SOURCE_TOUCHED,
            p ->
                p.after.put(
                    PATH, new DiskFile(9, CONTENT.adler32(), CONTENT.md5(), 1_001, 7, 0100644))),
        new Lie(
            "another inode",
            Violation.SOURCE_TOUCHED,
            p ->
                p.after.put(
                    PATH, new DiskFile(9, CONTENT.adler32(), CONTENT.md5(), 1_000, 8, 0100644))),
        new Lie(
            "another mode",
            Violation.SOURCE_TOUCHED,
            p ->
                p.after.put(
                    PATH, new DiskFile(9, CONTENT.adler32(), CONTENT.md5(), 1_000, 7, 0100600))),
        new Lie(
            "SQLite says so",
            Violation.JOURNAL_DAMAGED,
            p -> p.damage.add("row 3 missing from index")));
  }

  private static Stream<Lie> inTheCatalogue() {
    return Stream.of(
        new Lie(
            "a second DID", Violation.DOUBLED, p -> p.files.put("R0/again.fits", file(atSource()))),
        new Lie(
            "the catalogue's size",
            Violation.WRONG_SIZE,
            p -> p.files.put(NAME, catalogued(8, CONTENT.adler32(), CONTENT.md5()))),
        new Lie(
            "the catalogue's adler32",
            Violation.WRONG_CHECKSUM,
            p -> p.files.put(NAME, catalogued(9, "00000001", CONTENT.md5()))),
        new Lie(
            "the catalogue's md5",
            Violation.WRONG_CHECKSUM,
            p -> p.files.put(NAME, catalogued(9, CONTENT.adler32(), "f".repeat(32)))),
        new Lie(
            "elsewhere on the source RSE",
            Violation.WRONG_PFN,
            p ->
                p.files.put(
                    NAME, file(new Replica("ONSITE", "AVAILABLE", SOURCE_PFN + "x"), atTape()))),
        new Lie(
            "in two datasets",
            Violation.WRONG_DATASET,
            p -> p.datasets.put("R0/run1", Set.of(NAME))),
        new Lie(
            "a name that no file has",
            Violation.EFFECT_WITHOUT_CLAIM,
            p -> p.files.put("R0/x", file(new Replica("ONSITE", "AVAILABLE", SOURCE_PFN + "x")))),
        new Lie(
            "registered, and the journal does not say so",
            Violation.EFFECT_WITHOUT_CLAIM,
            p -> p.replace(row("DIGESTED", "SIGHTED", "SETTLED", "DIGESTED"))),
        new Lie(
            "a rule that the journal does not know",
            Violation.EFFECT_WITHOUT_CLAIM,
            p -> p.journalRules.remove("r2")),
        new Lie(
            "the same rule twice",
            Violation.DUPLICATE_RULE,
            p -> p.rules.add(new Rule("r3", DATASET, "QOS=TAPE", 1, Map.of()))),
        new Lie(
            "an unwanted rule",
            Violation.DUPLICATE_RULE,
            p -> p.rules.add(new Rule("r3", DATASET, "(QOS=TAPE)", 1, Map.of()))));
  }

  private static Stream<Lie> collections() {
    return Stream.of(
        new Lie(
            "one file too many",
            Violation.WRONG_DATASET,
            p -> p.datasets.put(DATASET, Set.of(NAME, "R0/run0/b.fits"))),
        new Lie(
            "closed without the file",
            Violation.CLOSED_EARLY,
            p -> {
              p.replace(row("DIGESTED", "SIGHTED", "SETTLED", "DIGESTED"));
              p.datasets.put(DATASET, Set.of());
            }),
        new Lie(
            "closed, the journal says", Violation.CLAIMED_WITHOUT_EFFECT, p -> p.closed.clear()),
        new Lie(
            "open at the end",
            Violation.STUCK_WITHOUT_REASON,
            p -> {
              p.closed.clear();
              p.journalDatasets.put(DATASET, new Dataset("OPEN", true));
            }),
        new Lie(
            "closed behind the journal's back",
            Violation.EFFECT_WITHOUT_CLAIM,
            p -> p.journalDatasets.put(DATASET, new Dataset("OPEN", true))),
        new Lie(
            "in its container, the journal says",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.containers.clear()),
        new Lie(
            "in no container at the end",
            Violation.LOST,
            p -> {
              p.containers.put("night", Set.of());
              p.journalDatasets.put(DATASET, new Dataset("CLOSED", false));
            }));
  }

  private static Stream<Lie> claims() {
    return Stream.of(
        new Lie(
            "the journal's PFN",
            Violation.WRONG_PFN,
            p -> {
              Row row = p.row();
              p.replace(
                  new Row(
                      row.id(),
                      PATH,
                      row.standing(),
                      row.size(),
                      row.digests(),
                      new Place(NAME, DATASET, SOURCE_PFN + "x"),
                      row.history()));
            }),
        new Lie("no file", Violation.CLAIMED_WITHOUT_EFFECT, p -> p.files.clear()),
        new Lie(
            "no replica on the source RSE",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.files.put(NAME, file(atTape()))),
        new Lie(
            "not in its dataset",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.datasets.put(DATASET, Set.of())),
        new Lie("no rule", Violation.CLAIMED_WITHOUT_EFFECT, p -> p.rules.remove(1)),
        new Lie(
            "a rule without a lock on it",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.rules.set(1, new Rule("r2", DATASET, "QOS=TAPE", 1, Map.of()))),
        new Lie(
            "SAFE without a copy",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.files.put(NAME, file(atSource()))),
        new Lie(
            "SAFE with a copy on its way",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.files.put(NAME, file(atSource(), new Replica("TAPE-A", "COPYING", TAPE_PFN)))),
        new Lie(
            "SAFE with a copy of other bytes",
            Violation.CLAIMED_WITHOUT_EFFECT,
            p -> p.copies.put(TAPE_PFN, other(9, CONTENT.adler32(), "f".repeat(32)))));
  }

  private static Stream<Lie> standings() {
    return Stream.of(
        new Lie(
            "on its way and never due",
            Violation.STUCK_WITHOUT_REASON,
            p -> p.replace(new Standing("PROTECTED", "as it should", 1, null, "RULE_STUCK"))),
        new Lie(
            "not done at the end without a problem",
            Violation.STUCK_WITHOUT_REASON,
            p -> p.replace(new Standing("PROTECTED", "as it should", 1, 5L, null))),
        new Lie(
            "quarantined without a problem",
            Violation.STUCK_WITHOUT_REASON,
            p -> p.replace(new Standing("QUARANTINED", "because", 1, null, null))));
  }

  private static Stream<Lie> histories() {
    return Stream.of(
        new Lie(
            "a state left out",
            Violation.ILLEGAL_HISTORY,
            p -> p.replace(row("SAFE", "SIGHTED", "DIGESTED", "REGISTERED", "PROTECTED", "SAFE"))),
        new Lie(
            "a gap",
            Violation.ILLEGAL_HISTORY,
            p ->
                p.replace(
                    withHistory(
                        new Line(null, "SIGHTED", "seen", 1),
                        new Line("PROTECTED", "SAFE", "copied", 1)))),
        new Lie(
            "no beginning",
            Violation.ILLEGAL_HISTORY,
            p -> p.replace(withHistory(new Line(null, "SAFE", "copied", 1)))),
        new Lie("none", Violation.ILLEGAL_HISTORY, p -> p.replace(withHistory())),
        new Lie(
            "no reason",
            Violation.ILLEGAL_HISTORY,
            p -> p.replace(withHistory(new Line(null, "SIGHTED", " ", 1)))),
        new Lie(
            "a new generation of a registered file",
            Violation.ILLEGAL_HISTORY,
            p ->
                p.replace(
                    withHistory(
                        new Line(null, "SIGHTED", "seen", 1),
                        new Line("SIGHTED", "SETTLED", "still", 1),
                        new Line("SETTLED", "DIGESTED", "read", 1),
                        new Line("DIGESTED", "REGISTERED", "sent", 1),
                        new Line("REGISTERED", "QUARANTINED", "changed", 1),
                        new Line("QUARANTINED", "SIGHTED", "again", 2)))),
        new Lie(
            "an acknowledged change that is not there",
            Violation.FORGOTTEN,
            p -> p.acknowledged.add(new Acknowledged(PATH, 2, "SIGHTED"))));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void namesALieThatWasPlanted(Lie lie) {
    Planting planting = new Planting();
    lie.plant.accept(planting);

    assertThat(planting.judged()).extracting(Finding::violation).contains(lie.violation);
  }

  @Test
  void everyViolationIsPlantedAtLeastOnce() {
    Set<Violation> planted = EnumSet.noneOf(Violation.class);
    lies().forEach(lie -> planted.add(lie.violation));

    assertThat(planted).containsExactlyInAnyOrder(Violation.values());
  }

  @Test
  void findsNothingWhereNothingIsWrong() {
    assertThat(new Planting().judged()).isEmpty();
  }

  /** While the daemon may still come to it, only what was claimed too early is wrong. */
  @Test
  void anUnfinishedRunMayHaveEffectsThatAreNotClaimedYet() {
    Planting planting = new Planting();
    planting.ended = false;
    planting.acknowledged.clear();
    planting.journalRules.clear();
    Row digested = row("DIGESTED", "SIGHTED", "SETTLED", "DIGESTED");
    planting.replace(digested);
    planting.replace(new Standing("DIGESTED", "as it should", 1, 5L, null));

    assertThat(planting.judged()).isEmpty();

    planting.rows.clear();

    assertThat(planting.judged()).isEmpty();
  }

  @Test
  void aChangedFileMayBeginAgainBeforeItIsRegistered() {
    Planting planting = new Planting();
    planting.ended = false;
    planting.acknowledged.clear();
    planting.replace(
        withHistory(
            new Line(null, "SIGHTED", "seen", 1),
            new Line("SIGHTED", "SETTLED", "still", 1),
            new Line("SETTLED", "SIGHTED", "changed", 2)));
    planting.replace(new Standing("SIGHTED", "changed", 2, 5L, null));

    assertThat(planting.judged()).isEmpty();
  }

  @Test
  void aRemarkAboutAFileThatStaysWhereItIsMayStandInItsHistory() {
    Planting planting = new Planting();
    List<Line> history = new ArrayList<>(row("SAFE", WAY).history());
    int digested = 1 + List.of(WAY).indexOf("DIGESTED");
    history.add(digested, new Line("DIGESTED", "DIGESTED", "its content is another's too", 1));
    planting.replace(withHistory(history.toArray(Line[]::new)));

    assertThat(planting.judged()).isEmpty();
  }
}
