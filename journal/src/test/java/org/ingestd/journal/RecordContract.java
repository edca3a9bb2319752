// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.Map;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Entry.Await;
import org.ingestd.journal.life.Entry.Confirm;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Postpone;
import org.ingestd.journal.life.Entry.Remark;
import org.ingestd.journal.life.Entry.Renew;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.IllegalTransition;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.journal.life.Verdict;
import org.ingestd.journal.memory.MemoryJournal;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.Test;

abstract class RecordContract extends SightingContract {

  RecordContract(Kind kind) {
    super(kind);
  }

  @Test
  void aMoveKeepsWhatIsNotFoundOutAnew() {
    JournalFile settled = file("a", SETTLED);
    Digests digests = Samples.DIGESTS;
    Did did = new Did("lst", "a");

    record(
        new Move(
            settled.id(),
            SETTLED,
            DIGESTED,
            "read once",
            new Facts(stamp(10), new Identity(digests, null, null, null, null)),
            Next.due(later(60))));
    tick(Duration.ofSeconds(5));
    record(
        new Move(
            settled.id(),
            DIGESTED,
            REGISTERED,
            "read back",
            new Facts(null, new Identity(null, did, null, "RSE", "davs://x/a")),
            Next.due(later(90))));

    JournalFile file = at("a");
    assertThat(file.identity()).isEqualTo(new Identity(digests, did, null, "RSE", "davs://x/a"));
    assertThat(file.standing())
        .isEqualTo(new Standing(REGISTERED, now(), "read back", 1, Lane.LIVE));
    assertThat(file.retry()).isEqualTo(new Retry(0, later(90), null, null));
    assertThat(journal.history(file.id()))
        .extracting(HistoryLine::to)
        .containsExactly(SIGHTED, SETTLED, DIGESTED, REGISTERED);
  }

  @Test
  void anEntryForAnotherStateIsStaleAndWritesNothing() {
    JournalFile file = file("a", SETTLED);
    Entry stale = new Move(file.id(), SIGHTED, SETTLED, "again", Facts.NONE, Next.due(later(1)));
    Entry unknown = new Await(4711, SIGHTED, null, later(1));
    Entry good = new Await(file.id(), SETTLED, null, later(2));

    List<Verdict> verdicts = journal.record(List.of(stale, unknown, good));

    assertThat(verdicts).containsExactly(Verdict.STALE, Verdict.STALE, Verdict.RECORDED);
    assertThat(journal.history(file.id())).hasSize(2);
    assertThat(at("a").retry().due()).isEqualTo(later(2));
  }

  @Test
  void aFailureCountsAndASuccessClearsIt() {
    JournalFile file = file("a", SETTLED);
    Entry failure = new Postpone(file.id(), SETTLED, ProblemCode.IO_ERROR, "EIO", later(60));

    record(failure);
    record(failure);

    Retry twice = new Retry(2, later(60), ProblemCode.IO_ERROR, "EIO");
    assertThat(at("a").retry()).isEqualTo(twice);
    assertThat(journal.census().problems()).isEqualTo(Map.of(ProblemCode.IO_ERROR, 1L));

    record(new Await(file.id(), SETTLED, stamp(12), later(70)));

    assertThat(at("a").retry()).isEqualTo(new Retry(0, later(70), null, null));
    assertThat(at("a").stamp()).isEqualTo(stamp(12));
    assertThat(journal.census().problems()).isEmpty();
  }

  @Test
  void aChangeOfTheSourceOfASafeFileStandsOnceInItsHistoryAndSoDoesItsEnd() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    int lines = journal.history(file.id()).size();
    ProblemCode changed = ProblemCode.CHANGED_AFTER_REGISTRATION;
    Entry alarm = new Postpone(file.id(), SAFE, changed, "size", later(60));

    record(alarm);
    record(alarm);

    assertThat(journal.history(file.id())).hasSize(lines + 1);
    assertThat(journal.history(file.id()).get(lines))
        .isEqualTo(new HistoryLine(now(), SAFE, SAFE, changed.sentence() + " size", 1));
    assertThat(at("a").standing()).isEqualTo(file.standing());

    record(new Confirm(file.id(), SAFE, file.stamp()));

    assertThat(journal.history(file.id()).get(lines + 1).reason())
        .isEqualTo("it is as it was registered again");
    assertThat(at("a").retry().problem()).isNull();
  }

  @Test
  void aQuarantinedFileCannotLoseItsProblemByWaiting() {
    assertThatThrownBy(() -> new Await(1, QUARANTINED, null, later(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMoveMayKeepAProblemShown() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    Next shown = new Next(later(5), ProblemCode.NO_LONGER_SAFE, "one copy is gone");

    record(new Move(file.id(), SAFE, PROTECTED, "a copy is gone", Facts.NONE, shown));

    assertThat(at("a").retry())
        .isEqualTo(new Retry(0, later(5), ProblemCode.NO_LONGER_SAFE, "one copy is gone"));
  }

  @Test
  void aFileThatChangedWhileItWasReadBeginsANewGeneration() {
    JournalFile file = file("a", SETTLED, DIGESTED);

    record(
        new Renew(
            file.id(),
            DIGESTED,
            stamp(11),
            "changed while read",
            later(40),
            ProblemCode.CHANGED_WHILE_READ));

    JournalFile renewed = at("a");
    assertThat(renewed.standing().generation()).isEqualTo(2);
    assertThat(renewed.state()).isEqualTo(SIGHTED);
    assertThat(renewed.identity().digests()).isNull();
    assertThat(renewed.retry())
        .isEqualTo(new Retry(0, later(40), ProblemCode.CHANGED_WHILE_READ, null));
    assertThat(last(journal.history(file.id())))
        .isEqualTo(new HistoryLine(now(), DIGESTED, SIGHTED, "changed while read", 2));
  }

  @Test
  void everyPairOfStatesIsAllowedOrRefusedAsTheTableSays() {
    for (FileState from : FileState.values()) {
      for (FileState to : FileState.values()) {
        JournalFile file = inState(from, from + "-" + to);
        Next next = Next.person(ProblemCode.CONFLICT, "");
        Facts facts = new Facts(null, Samples.identity());
        if (LifeCycle.allows(from, to)) {
          record(new Move(file.id(), from, to, "because", facts, next));
          assertThat(journal.file(file.id()).orElseThrow().state()).isEqualTo(to);
        } else {
          assertThatThrownBy(() -> new Move(file.id(), from, to, "because", facts, next))
              .isInstanceOf(IllegalTransition.class)
              .hasMessageContainingAll("" + file.id(), "" + from, "" + to);
        }
      }
    }
  }

  private JournalFile inState(FileState state, String path) {
    return switch (state) {
      case SIGHTED -> file(path);
      case SETTLED -> file(path, SETTLED);
      case DIGESTED -> file(path, SETTLED, DIGESTED);
      case REGISTERED -> file(path, SETTLED, DIGESTED, REGISTERED);
      case PROTECTED -> file(path, SETTLED, DIGESTED, REGISTERED, PROTECTED);
      case SAFE -> file(path, SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
      case RELEASED ->
          file(path, SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE, FileState.RELEASED);
      case QUARANTINED -> file(path, QUARANTINED);
      case VANISHED -> file(path, VANISHED);
    };
  }

  @Test
  void aFileThatWasRegisteredNeverBecomesANewOne() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED, QUARANTINED);
    Entry retry =
        new Move(file.id(), QUARANTINED, SIGHTED, "retry", Facts.NONE, Next.due(later(1)));
    Entry renew = new Renew(file.id(), QUARANTINED, stamp(11), "changed", later(1), null);

    for (Entry entry : List.of(retry, renew)) {
      assertThatThrownBy(() -> journal.record(List.of(entry)))
          .isInstanceOf(IllegalTransition.class);
    }

    assertThat(at("a")).isEqualTo(file);
    move("a", REGISTERED);
    assertThat(at("a").state()).isEqualTo(REGISTERED);
  }

  @Test
  void aPersonMayHaveARegisteredFileReadAgainAndItGoesOnWithItsNewAttributes() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED, QUARANTINED);
    record(
        new Remark(
            file.id(), QUARANTINED, "retried", new Next(now(), ProblemCode.READ_AGAIN, "lost")));
    assertThat(claimed(QUARANTINED, Lane.LIVE, SizeClass.ANY, 9)).containsExactly(file.id());
    FileStamp restored = new FileStamp(9, 99, 10, 1, 2);

    record(
        new Move(
            file.id(),
            QUARANTINED,
            REGISTERED,
            "read again",
            new Facts(restored, null),
            Next.due(now())));

    assertThat(at("a").stamp()).isEqualTo(restored);
    assertThat(at("a").identity()).isEqualTo(file.identity());
    assertThat(at("a").retry()).isEqualTo(new Retry(0, now(), null, null));
    assertThat(last(journal.history(file.id())))
        .isEqualTo(new HistoryLine(now(), QUARANTINED, REGISTERED, "read again", 1));
    assertThat(claimed(QUARANTINED, Lane.LIVE, SizeClass.ANY, 9)).isEmpty();
    assertThat(journal.sight(List.of(Samples.sighting(file.key(), restored))))
        .as("known as it is now")
        .isEqualTo(new SightingReport(0, 0, List.of()));
  }

  @Test
  void aSafeFileThatWasReadAgainHasNewAttributesAndALineOfItsHistoryInOneCommit() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    record(
        new Remark(file.id(), SAFE, "retried", new Next(now(), ProblemCode.READ_AGAIN, "changed")));
    FileStamp restored = new FileStamp(9, 99, 10, 1, 2);

    List<Verdict> verdicts =
        journal.record(
            List.of(
                new Confirm(file.id(), SAFE, restored),
                new Remark(file.id(), SAFE, "read again", Next.due(later(60)))));

    assertThat(verdicts).containsExactly(Verdict.RECORDED, Verdict.RECORDED);
    assertThat(at("a").stamp()).isEqualTo(restored);
    assertThat(at("a").standing()).isEqualTo(file.standing());
    assertThat(at("a").retry()).isEqualTo(new Retry(0, later(60), null, null));
    assertThat(last(journal.history(file.id())))
        .isEqualTo(new HistoryLine(now(), SAFE, SAFE, "read again", 1));
  }

  @Test
  void aStateThatClaimsWhatIsNotKnownIsRefusedWithAllThatCameWithIt() {
    JournalFile other = file("other");
    JournalFile file = file("a", SETTLED);
    Entry good = new Move(other.id(), SIGHTED, SETTLED, "quiet", Facts.NONE, Next.due(later(1)));
    Entry bad = new Move(file.id(), SETTLED, DIGESTED, "read", Facts.NONE, Next.due(later(1)));

    assertThatThrownBy(() -> journal.record(List.of(good, bad)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("digests");

    assertThat(at("other")).isEqualTo(other);
    assertThat(at("a")).isEqualTo(file);
  }

  @Test
  void allDigestsComeBack() {
    JournalFile file = file("a", SETTLED);
    Digests all =
        new Digests(
            Map.of(
                DigestAlgorithm.ADLER32, "0a0b0c0d",
                DigestAlgorithm.MD5, "00112233445566778899aabbccddeeff",
                DigestAlgorithm.SHA256, "ab".repeat(32),
                DigestAlgorithm.CRC32C, "deadbeef"));

    record(
        new Move(
            file.id(),
            SETTLED,
            DIGESTED,
            "read",
            new Facts(null, new Identity(all, null, null, null, null)),
            Next.nothing()));

    assertThat(at("a").identity().digests()).isEqualTo(all);
    assertThat(at("a").retry().due()).isNull();
  }

  @Test
  void theListenerHearsOfEachChangeOnce() {
    JournalFile file = file("a", SETTLED);
    record(new Await(file.id(), SETTLED, null, later(1)));
    record(new Postpone(file.id(), SETTLED, ProblemCode.UNREADABLE, "", later(2)));
    journal.record(List.of(new Await(file.id(), SIGHTED, null, later(3))));
    journal.sight(List.of(Samples.sighting("a", 11)));
    journal.close();

    assertThat(told.lines)
        .filteredOn(line -> !line.startsWith("committed"))
        .containsExactly(
            "1 null > SIGHTED",
            "1 SIGHTED > SETTLED",
            "1 postponed: UNREADABLE",
            "1 SETTLED > SIGHTED");
    int counted =
        told.lines.stream()
            .filter(line -> line.startsWith("committed"))
            .mapToInt(line -> Integer.parseInt(line.substring("committed ".length())))
            .sum();
    assertThat(counted).isEqualTo(5);
    journal = new MemoryJournal(1, clock, told);
  }

  @Test
  void textsOfAnyKindComeBack() {
    for (String text : Arrays.asList("x", "ü\u0000\n\\", "long ".repeat(2_000), "same", "same")) {
      JournalFile file = file("f" + journal.census().tallies().size() + text.hashCode());
      Did did = new Did("s" + text, text);
      Identity named = new Identity(Samples.DIGESTS, did, did, text, text);
      record(
          new Move(
              file.id(),
              file.state(),
              QUARANTINED,
              text + "!",
              new Facts(null, named),
              Next.person(ProblemCode.CONFLICT, text)));

      JournalFile back = journal.file(file.id()).orElseThrow();
      assertThat(back.identity()).isEqualTo(named);
      assertThat(back.standing().reason()).isEqualTo(text + "!");
      assertThat(back.retry().detail()).isEqualTo(text);
      move(back.key().path().toString(), SIGHTED);
    }
  }
}
