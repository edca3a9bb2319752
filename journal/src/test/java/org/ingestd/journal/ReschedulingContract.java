// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ingestd.journal.life.FileState.DIGESTED;
import static org.ingestd.journal.life.FileState.PROTECTED;
import static org.ingestd.journal.life.FileState.QUARANTINED;
import static org.ingestd.journal.life.FileState.REGISTERED;
import static org.ingestd.journal.life.FileState.SAFE;
import static org.ingestd.journal.life.FileState.SETTLED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.life.Entry.Await;
import org.ingestd.journal.life.Entry.Move;
import org.ingestd.journal.life.Entry.Next;
import org.ingestd.journal.life.Entry.Postpone;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.metadata.JournalMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Due times follow a clock on the wall that somebody set. */
abstract class ReschedulingContract extends OutlookContract {

  private static final Duration LONGEST = Duration.ofHours(2);

  ReschedulingContract(Kind kind) {
    super(kind);
  }

  private Instant in(Duration time) {
    return now().plus(time);
  }

  private JournalFile due(String path, Instant due, FileState... states) {
    JournalFile file = file(path, states);
    record(new Await(file.id(), file.state(), null, due));
    return at(path);
  }

  private @Nullable Instant dueOf(String path) {
    return at(path).retry().due();
  }

  private void set(Duration by) {
    tick(by);
    journal.reschedule(new Rescheduling(by, now(), LONGEST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H", "P400D", "P-400D", "PT3S"})
  void everythingThatWaitsMovesWithTheClock(String by) {
    Instant old = now();
    due("past", old.minusSeconds(5), SETTLED);
    due("soon", old.plusSeconds(60), SETTLED, DIGESTED);
    due("safe", old.plus(Duration.ofDays(3)), SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);

    set(Duration.parse(by));

    assertThat(dueOf("past")).isEqualTo(now().minusSeconds(5));
    assertThat(dueOf("soon")).isEqualTo(now().plusSeconds(60));
    assertThat(dueOf("safe")).isEqualTo(in(Duration.ofDays(3)));
  }

  @Test
  void onlyDueTimesMove() {
    JournalFile file = file("a", SETTLED);
    record(new Postpone(file.id(), SETTLED, ProblemCode.IO_ERROR, "EIO", now().plusSeconds(8)));
    JournalFile before = at("a");
    List<HistoryLine> history = journal.history(file.id());

    set(Duration.ofHours(-1));

    Retry moved = new Retry(1, now().plusSeconds(8), ProblemCode.IO_ERROR, "EIO");
    assertThat(at("a")).isEqualTo(before.with(moved));
    assertThat(journal.history(file.id())).isEqualTo(history);
  }

  @Test
  void whatWaitsForAPersonIsNotDue() {
    file("a", QUARANTINED);
    record(
        new Move(
            at("a").id(), QUARANTINED, FileState.SIGHTED, "again", Facts.NONE, Next.nothing()));

    set(Duration.ofDays(400));

    assertThat(dueOf("a")).isNull();
  }

  @Test
  void aFileThatAClockFarAheadPutOffIsDueNow() {
    due("far", in(Duration.ofDays(400)), SETTLED);
    due("end", Instant.MAX, SETTLED, DIGESTED);
    due("near", in(LONGEST), SETTLED);

    journal.reschedule(new Rescheduling(Duration.ZERO, now(), LONGEST));

    assertThat(dueOf("far")).isEqualTo(now());
    assertThat(dueOf("end")).isEqualTo(now());
    assertThat(dueOf("near")).isEqualTo(in(LONGEST));
  }

  @Test
  void looksAtSafeFilesAreBroughtNearerAndStaySpread() {
    FileState[] safe = {SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE};
    due("one", in(Rescheduling.RARELY.multipliedBy(50).plusDays(1)), safe);
    due("other", in(Rescheduling.RARELY.multipliedBy(50).plusDays(5)), safe);
    due("near", in(Duration.ofDays(7)), safe);

    journal.reschedule(new Rescheduling(Duration.ZERO, now(), LONGEST));

    assertThat(dueOf("one")).isEqualTo(in(Duration.ofDays(1)));
    assertThat(dueOf("other")).isEqualTo(in(Duration.ofDays(5)));
    assertThat(dueOf("near")).isEqualTo(in(Duration.ofDays(7)));
  }

  @Test
  void metadataMoveToo() {
    JournalFile file = file("a", SETTLED);
    Facts facts = new Facts(null, Samples.identity(), new FileMetadata("{\"run\":1}"));
    record(new Move(file.id(), SETTLED, DIGESTED, "read", facts, Next.due(now())));
    move("a", REGISTERED);
    JournalMetadata waiting = journal.metadata(file.id()).orElseThrow();
    journal.saveMetadata(
        Map.of(
            file.id(), waiting.postponed(ProblemCode.NOT_PERMITTED, "401", now().plusSeconds(60))));

    set(Duration.ofHours(-1));

    assertThat(journal.metadataToWrite(now().plusSeconds(59), 10)).isEmpty();
    assertThat(journal.metadataToWrite(now().plusSeconds(60), 10)).hasSize(1);
    set(Duration.ofDays(-400));
    assertThat(journal.metadataToWrite(now().plusSeconds(60), 10)).hasSize(1);
  }

  @Test
  void aLongestPauseOfNothingIsRefused() {
    assertThatThrownBy(() -> new Rescheduling(Duration.ZERO, now(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
