// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ingestd.journal.Samples.SOURCE;
import static org.ingestd.journal.Samples.key;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Replays.Batch;
import org.ingestd.journal.Replays.Begun;
import org.ingestd.journal.Replays.Put;
import org.ingestd.journal.life.Entry.Await;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.journal.replay.ReplayTime;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;

abstract class ReplayContract extends ReschedulingContract {

  private static final ReplayRequest ALL = new ReplayRequest(SOURCE, null, null, null, 0);

  ReplayContract(Kind kind) {
    super(kind);
  }

  private Replay begun(ReplayRequest request) {
    return journal.replays().begin(request, "otto", Optional.empty()).replay();
  }

  private static Sighting backlogged(String path, FileStamp stamp) {
    Sighting live = sighting(key(path), stamp);
    return new Sighting(live.key(), stamp, Lane.BACKLOG, null, live.due(), false);
  }

  private Optional<Put> put(long id, String... paths) {
    List<Sighting> files = Arrays.stream(paths).map(path -> backlogged(path, stamp(10))).toList();
    RawPath last = RawPath.of(paths[paths.length - 1]);
    return journal.replays().put(id, new Batch(files, last, Duration.ofMillis(250)));
  }

  private Lane lane(String path) {
    return at(path).standing().lane();
  }

  @Test
  void aReplayIsKeptAsItWasAskedFor() {
    ReplayRequest request =
        new ReplayRequest(
            SOURCE,
            ReplayTime.parse("2026-01-21"),
            ReplayTime.parse("2026-01-22T12:00:00+01:00"),
            "R0/**",
            50);

    Replay replay = begun(request);

    assertThat(replay.request()).isEqualTo(request);
    assertThat(replay.state()).isEqualTo(ReplayState.RUNNING);
    assertThat(replay.origin()).isEqualTo(new Replay.Origin("otto", null, true, now()));
    assertThat(replay.progress()).isEqualTo(Replay.Progress.NONE);
    assertThat(journal.allReplays()).containsExactly(replay);
  }

  @Test
  void unknownAndWaitingFilesComeOntoTheBacklogLane() {
    file("waiting");
    file("settled", SETTLED);
    long id = begun(ALL).id();

    Optional<Put> put = put(id, "new", "settled", "waiting");

    assertThat(put.orElseThrow().report()).isEqualTo(new SightingReport(1, 0, List.of()));
    assertThat(put.orElseThrow().changes()).isEqualTo(3);
    assertThat(List.of(lane("new"), lane("settled"), lane("waiting"))).containsOnly(Lane.BACKLOG);
    assertThat(at("settled").state()).isEqualTo(SETTLED);
    assertThat(journal.allReplays().get(0).progress())
        .isEqualTo(
            new Replay.Progress(
                RawPath.of("waiting"),
                -1,
                Map.of(ReplayOutcome.SIGHTED, 1L, ReplayOutcome.MOVED, 2L),
                Duration.ofMillis(250)));
  }

  @Test
  void anotherReplayOfTheSameFilesChangesNothing() {
    file("digested", SETTLED, DIGESTED);
    put(begun(ALL).id(), "digested", "new");
    List<JournalFile> before = journal.files(all());
    journal.replays().turn(1, ReplayState.DONE);
    tick(Duration.ofHours(1));

    put(begun(ALL).id(), "digested", "new");

    assertThat(journal.files(all())).isEqualTo(before);
    assertThat(journal.allReplays().get(1).progress().counts())
        .isEqualTo(Map.of(ReplayOutcome.ALREADY_BACKLOG, 2L));
  }

  @Test
  void whatIsRegisteredOrWaitsForAPersonIsLeft() {
    file("registered", SETTLED, DIGESTED, REGISTERED);
    file("protected", SETTLED, DIGESTED, REGISTERED, PROTECTED);
    file("safe", SETTLED, DIGESTED, REGISTERED, PROTECTED, SAFE);
    file("held", QUARANTINED);
    List<JournalFile> before = journal.files(all());
    long id = begun(ALL).id();

    put(id, "held", "protected", "registered", "safe");

    assertThat(journal.files(all())).isEqualTo(before);
    assertThat(journal.allReplays().get(0).progress().counts())
        .isEqualTo(Map.of(ReplayOutcome.ALREADY_REGISTERED, 3L, ReplayOutcome.NEEDS_PERSON, 1L));
  }

  @Test
  void aRegisteredFileThatChangedIsToldOf() {
    JournalFile file = file("a", SETTLED, DIGESTED, REGISTERED);
    long id = begun(ALL).id();

    Optional<Put> put =
        journal
            .replays()
            .put(
                id, new Batch(List.of(backlogged("a", stamp(11))), RawPath.of("a"), Duration.ZERO));

    assertThat(put.orElseThrow().report().changedAfterRegistration())
        .containsExactly(new SightingReport.ChangedFile(at("a"), stamp(11)));
    assertThat(at("a").id()).isEqualTo(file.id());
  }

  @Test
  void whatWasGoneAndWhatWasRewrittenBeginANewGeneration() {
    file("gone", SETTLED, VANISHED);
    file("rewritten", SETTLED, DIGESTED);
    long id = begun(ALL).id();

    journal
        .replays()
        .put(
            id,
            new Batch(
                List.of(backlogged("gone", stamp(10)), backlogged("rewritten", stamp(11))),
                RawPath.of("rewritten"),
                Duration.ZERO));

    for (String path : List.of("gone", "rewritten")) {
      assertThat(at(path).state()).isEqualTo(SIGHTED);
      assertThat(at(path).standing().generation()).isEqualTo(2);
      assertThat(lane(path)).isEqualTo(Lane.BACKLOG);
    }
    assertThat(journal.allReplays().get(0).progress().counts())
        .isEqualTo(Map.of(ReplayOutcome.RENEWED, 2L));
  }

  @Test
  void whoeverWasPutOffIsDueButQuietTimesStillPass() {
    JournalFile settled = file("settled", SETTLED);
    record(new Await(settled.id(), SETTLED, null, later(9_000)));
    file("quiet");
    Optional<Instant> quiet = Optional.ofNullable(at("quiet").retry().due());

    put(begun(ALL).id(), "quiet", "settled");

    assertThat(at("settled").retry().due()).isEqualTo(now());
    assertThat(Optional.ofNullable(at("quiet").retry().due())).isEqualTo(quiet);
  }

  @Test
  void aReplayThatIsPausedOrOverPutsNothing() {
    long id = begun(ALL).id();

    journal.replays().turn(id, ReplayState.PAUSED);
    assertThat(put(id, "a")).isEmpty();
    journal.replays().turn(id, ReplayState.RUNNING);
    assertThat(put(id, "a")).isPresent();
    assertThat(journal.replays().turn(id, ReplayState.CANCELLED).orElseThrow().state())
        .isEqualTo(ReplayState.CANCELLED);
    assertThat(put(id, "b")).isEmpty();

    assertThat(journal.replays().turn(id, ReplayState.RUNNING).orElseThrow().state())
        .isEqualTo(ReplayState.CANCELLED);
    assertThat(journal.replays().turn(77, ReplayState.PAUSED)).isEmpty();
    assertThat(put(77, "b")).isEmpty();
    assertThat(journal.files(all())).hasSize(1);
  }

  @Test
  void whoAsksTwiceGetsTheOneThatIsOpen() {
    Replay first = begun(ALL);

    Begun again = journal.replays().begin(ALL, "anna", Optional.empty());
    journal.replays().turn(first.id(), ReplayState.DONE);
    Begun later = journal.replays().begin(ALL, "anna", Optional.empty());

    assertThat(again).isEqualTo(new Begun(first, false));
    assertThat(later.fresh()).isTrue();
    assertThat(later.replay().id()).isEqualTo(first.id() + 1);
  }

  @Test
  void aFileOfTheInboxIsTakenOnceAndAnsweredOnce() {
    Replay first = journal.replays().begin(ALL, "inbox", Optional.of("a.json#7")).replay();
    journal.replays().turn(first.id(), ReplayState.DONE);

    Begun again = journal.replays().begin(ALL, "inbox", Optional.of("a.json#7"));
    Begun other = journal.replays().begin(ALL, "inbox", Optional.of("a.json#8"));

    assertThat(again.fresh()).isFalse();
    assertThat(other.fresh()).isTrue();
    assertThat(first.origin().answered()).isFalse();
    journal.replays().answered(first.id());
    assertThat(journal.allReplays().get(0).origin().answered()).isTrue();
  }

  @Test
  void theRestIsEstimatedFromTheSpeedSoFar() {
    long id = begun(ALL).id();
    journal.replays().counted(id, 10);
    assertThat(journal.allReplays().get(0).left()).isEmpty();

    put(id, "a", "b");

    Replay replay = journal.allReplays().get(0);
    assertThat(replay.progress().total()).isEqualTo(10);
    assertThat(replay.progress().looked()).isEqualTo(2);
    assertThat(replay.left()).contains(Duration.ofSeconds(1));
  }
}
