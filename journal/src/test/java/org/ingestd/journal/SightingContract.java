// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.SOURCE;
import static org.ingestd.journal.Samples.key;
import static org.ingestd.journal.Samples.marked;
import static org.ingestd.journal.Samples.sighting;
import static org.ingestd.journal.Samples.stamp;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;
import static org.ingestd.journal.life.FileState.SIGHTED;
import static org.ingestd.journal.life.FileState.VANISHED;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.SightingReport.ChangedFile;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class SightingContract extends JournalContract {

  SightingContract(Kind kind) {
    super(kind);
  }

  @Test
  void aNewFileIsSightedAsItsFirstGeneration() {
    SightingReport report = journal.sight(List.of(sighting("a/b.fits", 10)));

    JournalFile file = at("a/b.fits");
    assertThat(report).isEqualTo(new SightingReport(1, 0, List.of()));
    assertThat(file.standing()).isEqualTo(new Standing(SIGHTED, now(), "first seen", 1, Lane.LIVE));
    assertThat(file.stamp()).isEqualTo(stamp(10));
    assertThat(file.identity()).isEqualTo(Identity.NONE);
    assertThat(file.retry()).isEqualTo(new Retry(0, later(30), null, null));
    assertThat(journal.history(file.id()))
        .containsExactly(new HistoryLine(now(), null, SIGHTED, "first seen", 1));
  }

  @Test
  void aFileSeenAgainUnchangedIsLeftAlone() {
    journal.sight(List.of(sighting("a", 10)));
    JournalFile before = at("a");

    tick(Duration.ofMinutes(5));
    SightingReport report = journal.sight(List.of(sighting("a", 10)));

    assertThat(report).isEqualTo(new SightingReport(0, 0, List.of()));
    assertThat(at("a")).isEqualTo(before);
  }

  @Test
  void aFileStillBeingWrittenStaysTheSameGenerationAndWaitsAnew() {
    journal.sight(List.of(sighting("a", 10)));

    tick(Duration.ofSeconds(10));
    Sighting grown = new Sighting(key("a"), stamp(20), Lane.BACKLOG, Samples.DID, later(40), false);
    SightingReport report = journal.sight(List.of(grown));

    JournalFile file = at("a");
    assertThat(report).isEqualTo(new SightingReport(0, 1, List.of()));
    assertThat(file.standing().generation()).isEqualTo(1);
    assertThat(file.standing().lane()).isEqualTo(Lane.BACKLOG);
    assertThat(file.stamp()).isEqualTo(stamp(20));
    assertThat(file.retry().due()).isEqualTo(later(40));
    assertThat(file.identity().did()).isEqualTo(Samples.DID);
    assertThat(journal.history(file.id())).hasSize(1);
  }

  @Test
  void aMarkerMakesASightedFileDueAtOnce() {
    journal.sight(List.of(marked(sighting("new", 10)), sighting("known", 10)));
    tick(Duration.ofSeconds(1));
    journal.sight(List.of(marked(sighting("known", 10))));

    assertThat(at("new").retry().due()).isEqualTo(now().minusSeconds(1));
    assertThat(at("known").retry().due()).isEqualTo(now());
  }

  @Test
  void aMarkerDoesNotTouchAFileThatIsDueAlready() {
    journal.sight(List.of(sighting("a", 10)));
    tick(Duration.ofMinutes(1));
    JournalFile before = at("a");

    journal.sight(List.of(marked(sighting("a", 10))));

    assertThat(at("a")).isEqualTo(before);
  }

  @Test
  void aFileThatChangesBeforeItIsRegisteredBeginsANewGeneration() {
    file("settled", SETTLED);
    file("digested", SETTLED, DIGESTED);
    file("held", QUARANTINED);
    file("gone", VANISHED);

    tick(Duration.ofMinutes(1));
    SightingReport report =
        journal.sight(
            List.of(
                sighting("settled", 11),
                sighting("digested", 11),
                sighting("held", 11),
                sighting("gone", 11)));

    assertThat(report).isEqualTo(new SightingReport(0, 4, List.of()));
    for (String path : List.of("settled", "digested", "held", "gone")) {
      JournalFile file = at(path);
      assertThat(file.standing().generation()).isEqualTo(2);
      assertThat(file.state()).isEqualTo(SIGHTED);
      assertThat(file.stamp()).isEqualTo(stamp(11));
      assertThat(file.retry()).isEqualTo(new Retry(0, later(30), null, null));
      assertThat(last(journal.history(file.id())).reason()).contains("inode");
    }
    assertThat(at("digested").identity())
        .isEqualTo(new Identity(null, Samples.DID, null, null, null));
  }

  @Test
  void aVanishedFileSeenAgainIsANewGenerationEvenIfItLooksTheSame() {
    file("a", VANISHED);

    SightingReport report = journal.sight(List.of(sighting("a", 10)));

    assertThat(report.renewed()).isEqualTo(1);
    assertThat(at("a").standing().generation()).isEqualTo(2);
    assertThat(last(journal.history(at("a").id())).from()).isEqualTo(VANISHED);
  }

  @Test
  void aRegisteredFileThatChangedIsOnlyReported() {
    file("registered", SETTLED, DIGESTED, REGISTERED);
    file("safe", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    file("held", SETTLED, DIGESTED, REGISTERED, QUARANTINED);
    List<JournalFile> before = List.of(at("registered"), at("safe"), at("held"));

    SightingReport report =
        journal.sight(
            List.of(sighting("registered", 11), sighting("safe", 11), sighting("held", 11)));

    assertThat(report.fresh() + report.renewed()).isZero();
    assertThat(report.changedAfterRegistration())
        .containsExactlyElementsOf(
            before.stream().map(file -> new ChangedFile(file, stamp(11))).toList());
    assertThat(List.of(at("registered"), at("safe"), at("held"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void anotherDeviceNumberAloneIsNoChange(int steps) {
    FileState[] way = {SETTLED, DIGESTED, REGISTERED};
    file("a", Arrays.copyOf(way, steps));
    JournalFile before = at("a");
    FileStamp old = before.stamp();
    FileStamp remounted =
        new FileStamp(77, old.inode(), old.size(), old.mtimeNanos(), old.ctimeNanos());

    SightingReport report = journal.sight(List.of(sighting(key("a"), remounted)));

    assertThat(report).isEqualTo(new SightingReport(0, 0, List.of()));
    assertThat(at("a")).isEqualTo(before.with(remounted));
  }

  @Test
  void aFileSightedTwiceInOneBatchIsOneFile() {
    SightingReport report = journal.sight(List.of(sighting("a", 10), sighting("a", 12)));

    assertThat(report).isEqualTo(new SightingReport(1, 1, List.of()));
    assertThat(at("a").size()).isEqualTo(12);
  }

  @Test
  void namesAreBytes() {
    FileKey odd = new FileKey(SOURCE, RawPath.of("d/\u00ff\u00fe\n'\".fits".getBytes(ISO_8859_1)));
    FileKey other = new FileKey(SOURCE, RawPath.of("d/\u00ff\u00fe\n'\".fits"));
    FileKey elsewhere = new FileKey("other", odd.path());

    journal.sight(
        List.of(sighting(odd, stamp(1)), sighting(other, stamp(2)), sighting(elsewhere, stamp(3))));

    assertThat(journal.file(odd).orElseThrow().size()).isEqualTo(1);
    assertThat(journal.file(other).orElseThrow().size()).isEqualTo(2);
    assertThat(journal.file(elsewhere).orElseThrow().size()).isEqualTo(3);
    assertThat(journal.known(SOURCE, List.of(odd.path(), RawPath.of("none"))))
        .containsExactly(new Known(odd.path(), 1, SIGHTED, stamp(1)));
  }

  @Test
  void nothingIsKnownOfASourceThatWasNeverSeen() {
    assertThat(journal.known("nowhere", List.of(RawPath.of("a")))).isEmpty();
    assertThat(journal.file(new FileKey("nowhere", RawPath.of("a")))).isEmpty();
  }

  static HistoryLine last(List<HistoryLine> lines) {
    return lines.get(lines.size() - 1);
  }
}
