// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.rse.Did;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ActionsTest {

  private static final List<FileState> WAY =
      List.of(
          FileState.SIGHTED,
          FileState.SETTLED,
          FileState.DIGESTED,
          FileState.REGISTERED,
          FileState.PROTECTED,
          FileState.SAFE);
  private static final Digests DIGESTS = new Digests(Map.of(DigestAlgorithm.ADLER32, "062c0215"));

  private final Journal journal = Samples.journal(LifeCycleListener.NONE);
  private final Actions actions = new Actions(journal, Samples.CLOCK);
  private long id;

  @BeforeEach
  void sightOne() {
    id = Samples.sight(journal, "a.fits").get(0).id();
  }

  private JournalFile file() {
    return journal.file(id).orElseThrow();
  }

  private String act(Act act) {
    return actions.act(id, new Order(act, "the reason", "alice")).orElseThrow().outcome().result();
  }

  private String whyNot(Act act) {
    Acted.Outcome outcome =
        actions.act(id, new Order(act, "the reason", "alice")).orElseThrow().outcome();
    assertThat(outcome.result()).isEqualTo("refused");
    return String.valueOf(outcome.error());
  }

  private void bringTo(FileState state) {
    Identity named = new Identity(DIGESTS, new Did("lst", "a.fits"), null, "ONSITE", "file:///a");
    for (FileState next : WAY.subList(1, WAY.indexOf(state) + 1)) {
      journal.record(
          List.of(
              new Entry.Move(
                  id,
                  file().state(),
                  next,
                  "step",
                  new Facts(null, named),
                  Entry.Next.due(Samples.NOW.plusSeconds(60)))));
    }
  }

  private void quarantine(ProblemCode problem) {
    Samples.quarantine(journal, file(), problem);
  }

  private HistoryLine lastLine() {
    List<HistoryLine> history = journal.history(id);
    return history.get(history.size() - 1);
  }

  @Test
  void anAnswerHasTheFieldsThatAreWrittenDownAndNoOthers() {
    JsonNode answer =
        new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
            .valueToTree(actions.act(id, new Order(Act.HOLD, "r", "alice")).orElseThrow());

    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "source", "path", "result", "state", "problem");
  }

  @Test
  void holdKeepsAFileUntilReleaseAndBothStandInTheHistoryWithTheirReason() {
    bringTo(FileState.DIGESTED);

    assertThat(act(Act.HOLD)).isEqualTo("held");
    assertThat(file().state()).isEqualTo(FileState.QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.HELD);
    assertThat(lastLine().reason()).isEqualTo("held by alice: the reason");
    assertThat(act(Act.HOLD)).isEqualTo("already_held");
    assertThat(whyNot(Act.RETRY)).contains("files release");
    assertThat(whyNot(Act.ACCEPT)).contains("files release");

    assertThat(act(Act.RELEASE)).isEqualTo("released");
    assertThat(file().state()).as("need not be read again").isEqualTo(FileState.DIGESTED);
    assertThat(file().retry().due()).isEqualTo(Samples.NOW);
    assertThat(lastLine().reason()).isEqualTo("released by alice: the reason");
    assertThat(act(Act.RELEASE)).isEqualTo("already_released");
  }

  @Test
  void everyStateOnItsWayCanBeHeldAndGoesBackToWhereItsStepIsRepeated() {
    Map<FileState, FileState> back =
        Map.of(
            FileState.SIGHTED, FileState.SIGHTED,
            FileState.SETTLED, FileState.SIGHTED,
            FileState.DIGESTED, FileState.DIGESTED,
            FileState.REGISTERED, FileState.REGISTERED,
            FileState.PROTECTED, FileState.REGISTERED);
    back.forEach(
        (from, to) -> {
          id = Samples.sight(journal, from + ".fits").get(0).id();
          bringTo(from);
          assertThat(act(Act.HOLD)).isEqualTo("held");
          assertThat(act(Act.RELEASE)).isEqualTo("released");
          assertThat(file().state()).as("from " + from).isEqualTo(to);
        });
  }

  @Test
  void aHeldFileThatIsWrittenToStaysHeld() {
    act(Act.HOLD);
    FileStamp other = new FileStamp(1, 2, 999, 3, 4);

    journal.sight(List.of(new Sighting(file().key(), other, Lane.LIVE, null, Samples.NOW, false)));

    assertThat(file().state()).isEqualTo(FileState.QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.HELD);
  }

  @Test
  void whatIsSafeOrGoneCannotBeHeld() {
    bringTo(FileState.SAFE);

    assertThat(whyNot(Act.HOLD)).contains("SAFE");
    assertThat(act(Act.RETRY)).isEqualTo("already_safe");
    assertThat(whyNot(Act.ACCEPT)).contains("no problem");
  }

  @Test
  void retryTakesARegisteredFileUpWhereItsRulesAndCopiesAreLookedAtAgain() {
    bringTo(FileState.PROTECTED);
    quarantine(ProblemCode.NO_LONGER_SAFE);

    assertThat(act(Act.RETRY)).isEqualTo("retried");

    assertThat(file().state()).isEqualTo(FileState.REGISTERED);
    assertThat(file().identity().digests()).isEqualTo(DIGESTS);
    assertThat(act(Act.RETRY)).isEqualTo("already_due");
  }

  @Test
  void retryBeginsAnewWhereNameOrContentWereInTheWay() {
    bringTo(FileState.DIGESTED);
    quarantine(ProblemCode.NAME_COLLISION);

    act(Act.RETRY);

    assertThat(file().state()).isEqualTo(FileState.SIGHTED);
    assertThat(file().standing().generation()).isEqualTo(1);
  }

  @Test
  void retryOfAWaitingFileMakesItDueAndLeavesStateAndTime() {
    bringTo(FileState.REGISTERED);
    journal.record(
        List.of(
            new Entry.Postpone(
                id,
                FileState.REGISTERED,
                ProblemCode.QUOTA,
                "full",
                Samples.NOW.plusSeconds(900))));
    JournalFile before = file();

    assertThat(act(Act.RETRY)).isEqualTo("retried");

    assertThat(file().retry().due()).isEqualTo(Samples.NOW);
    assertThat(file().retry().attempts()).isZero();
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.QUOTA);
    assertThat(file().standing()).isEqualTo(before.standing());
    assertThat(lastLine().reason()).isEqualTo("retried by alice: the reason");
  }

  @Test
  void acceptEndsTheAlarmKeepsWhatIsRegisteredAndLetsNothingGoOn() {
    bringTo(FileState.PROTECTED);
    quarantine(ProblemCode.CHANGED_AFTER_REGISTRATION);

    assertThat(act(Act.ACCEPT)).isEqualTo("accepted");

    assertThat(file().state()).isEqualTo(FileState.QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.ACCEPTED);
    assertThat(file().retry().detail())
        .contains("accepted by alice: the reason", "CHANGED_AFTER_REGISTRATION two values");
    assertThat(file().retry().due()).isNull();
    assertThat(file().identity().digests()).isEqualTo(DIGESTS);
    assertThat(act(Act.ACCEPT)).isEqualTo("already_accepted");
  }

  @Test
  void acceptAtSafeLeavesItSafe() {
    bringTo(FileState.SAFE);
    journal.record(
        List.of(
            new Entry.Postpone(
                id,
                FileState.SAFE,
                ProblemCode.REPLACED_AFTER_REGISTRATION,
                "another file",
                Samples.NOW)));

    assertThat(act(Act.ACCEPT)).isEqualTo("accepted");

    assertThat(file().state()).isEqualTo(FileState.SAFE);
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.ACCEPTED);
  }

  @Test
  void retryOfARegisteredFileThatIsNotAsItWasHasItReadAgain() {
    for (ProblemCode problem :
        List.of(
            ProblemCode.LOST_AFTER_REGISTRATION,
            ProblemCode.CHANGED_AFTER_REGISTRATION,
            ProblemCode.REPLACED_AFTER_REGISTRATION)) {
      id = Samples.sight(journal, problem + ".fits").get(0).id();
      bringTo(FileState.PROTECTED);
      quarantine(problem);

      assertThat(act(Act.RETRY)).isEqualTo("retried");

      assertThat(file().state()).isEqualTo(FileState.QUARANTINED);
      assertThat(file().retry().problem()).isEqualTo(ProblemCode.READ_AGAIN);
      assertThat(file().retry().due()).isEqualTo(Samples.NOW);
      assertThat(file().retry().detail())
          .isEqualTo("retried by alice: the reason; it was " + problem + " two values");
      assertThat(lastLine().reason()).isEqualTo("retried by alice: the reason");
      assertThat(act(Act.RETRY)).isEqualTo("already_due");
    }
  }

  @Test
  void retryOfASafeFileThatIsNotAsItWasHasItReadAgainAndLeavesItSafe() {
    bringTo(FileState.SAFE);
    for (ProblemCode problem :
        List.of(ProblemCode.REPLACED_AFTER_REGISTRATION, ProblemCode.ACCEPTED)) {
      Entry.Next shown = new Entry.Next(Samples.NOW.plusSeconds(60), problem, "two values");
      journal.record(List.of(new Entry.Remark(id, FileState.SAFE, "seen", shown)));

      assertThat(act(Act.RETRY)).isEqualTo("retried");

      assertThat(file().state()).isEqualTo(FileState.SAFE);
      assertThat(file().retry().problem()).isEqualTo(ProblemCode.READ_AGAIN);
      assertThat(file().retry().due()).isEqualTo(Samples.NOW);
    }
  }

  @Test
  void whatAPersonAcceptedCanBeReadAgainOnlyIfItWasRegistered() {
    quarantine(ProblemCode.EMPTY);
    act(Act.ACCEPT);
    assertThat(act(Act.RETRY)).isEqualTo("retried");
    assertThat(file().state()).isEqualTo(FileState.SIGHTED);

    id = Samples.sight(journal, "b.fits").get(0).id();
    bringTo(FileState.REGISTERED);
    quarantine(ProblemCode.LOST_AFTER_REGISTRATION);
    act(Act.ACCEPT);
    assertThat(act(Act.RETRY)).isEqualTo("retried");
    assertThat(file().state()).isEqualTo(FileState.QUARANTINED);
    assertThat(file().retry().problem()).isEqualTo(ProblemCode.READ_AGAIN);
  }

  @Test
  void whatWaitsByItselfCannotBeAccepted() {
    journal.record(
        List.of(
            new Entry.Postpone(
                id, FileState.SIGHTED, ProblemCode.UNREADABLE, "EACCES", Samples.NOW)));

    assertThat(whyNot(Act.ACCEPT)).contains("files hold");
  }

  @Test
  void anUnknownFileIsNoFile() {
    assertThat(actions.act(99, new Order(Act.HOLD, "why", "alice"))).isEmpty();
  }

  @Test
  void anOrderNeedsAReasonOnOneLine() {
    for (String reason : List.of("", "  ", "two\nlines", "x".repeat(501))) {
      assertThatThrownBy(() -> new Order(Act.HOLD, reason, "alice"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("reason");
    }
  }
}
