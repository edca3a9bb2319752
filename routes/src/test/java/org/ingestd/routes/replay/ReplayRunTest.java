// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.Digests;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.FileQuery;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.journal.replay.ReplayTime;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.SettableClock;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.steps.Backoff;
import org.ingestd.routes.steps.Outcomes;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayRunTest {

  private static final Identity IDENTITY =
      new Identity(
          new Digests(Map.of(DigestAlgorithm.ADLER32, "00000001")),
          new Did("lst", "x"),
          new Did("lst", "R0/1"),
          "ONSITE",
          "file://x/x");

  @TempDir Path home;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-02-01T12:00:00Z"));
  private final RecordingListener listener = new RecordingListener();
  private Path data;
  private Journal journal;
  private Workbench bench;
  private boolean stopped;

  @BeforeEach
  void prepare() throws IOException {
    data = Files.createDirectories(home.resolve("data"));
    open();
  }

  private void open() {
    journal = SqliteJournal.open(home.resolve("state"), 1L << 30, clock, LifeCycleListener.NONE);
    bench =
        new Workbench(
            new Outcomes(journal, new WorkBell()),
            new Sources(
                List.of(Given.at(data).source()),
                data,
                new SourceDisks(home.resolve("state"), source -> 0, listener)),
            new Backoff(new Random(1)),
            listener,
            new DueTimes(journal, WatchedClock.trusting(clock), Duration.ofDays(1)));
  }

  @AfterEach
  void close() {
    assertThat(journal.check()).isEmpty();
    journal.close();
  }

  private Path write(String path, String written) throws IOException {
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, path);
    return Files.setLastModifiedTime(file, FileTime.from(Instant.parse(written)));
  }

  private void writeMany(int files) throws IOException {
    for (int i = 0; i < files; i++) {
      write("run%d/%04d".formatted(i % 3, i), "2026-01-21T22:00:00Z");
    }
  }

  private Replay begin(
      @Nullable String from, @Nullable String to, @Nullable String pattern, int rate) {
    ReplayRequest request =
        new ReplayRequest(
            "lst1",
            from == null ? null : ReplayTime.parse(from),
            to == null ? null : ReplayTime.parse(to),
            pattern,
            rate);
    return journal.replays().begin(request, "otto", Optional.empty()).replay();
  }

  private ReplayRun run(Replay replay) {
    return new ReplayRun(bench, replay, () -> stopped);
  }

  /** To its end, and says which files it put on the lane. */
  private List<String> replayed(Replay replay) throws IOException {
    ReplayRun run = run(replay);
    while (!run.turn().over()) {
      clock.tick(Duration.ofMillis(10));
    }
    return backlog();
  }

  private List<String> backlog() {
    return files().stream()
        .filter(file -> file.standing().lane() == Lane.BACKLOG)
        .map(file -> file.key().path().text())
        .sorted()
        .toList();
  }

  private List<JournalFile> files() {
    return journal.files(
        new FileQuery(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), 0, 10_000));
  }

  private Replay now(Replay replay) {
    return journal.allReplays().stream()
        .filter(one -> one.id() == replay.id())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void putsUnknownFilesOnTheBacklogLane() throws IOException {
    write("a", "2026-01-21T22:00:00Z");
    write("run/b", "2026-01-22T22:00:00Z");
    Replay replay = begin(null, null, null, 0);

    assertThat(replayed(replay)).containsExactly("a", "run/b");

    assertThat(now(replay).state()).isEqualTo(ReplayState.DONE);
    assertThat(now(replay).progress().total()).isEqualTo(2);
    assertThat(now(replay).progress().counts()).isEqualTo(Map.of(ReplayOutcome.SIGHTED, 2L));
    assertThat(now(replay).left()).contains(Duration.ZERO);
  }

  @Test
  void momentsAreComparedWithTheTimeOfWriting() throws IOException {
    write("early", "2026-01-21T21:59:59.999Z");
    write("first", "2026-01-21T22:00:00Z");
    write("last", "2026-01-21T22:59:59.999Z");
    write("late", "2026-01-21T23:00:00Z");

    assertThat(replayed(begin("2026-01-21T22:00:00Z", "2026-01-22T00:00:00+01:00", null, 0)))
        .containsExactly("first", "last");
  }

  @Test
  void nightsLastFromNoonToNoonAndBothEndsBelong() throws IOException {
    write("before", "2026-01-21T11:59:59Z");
    write("evening", "2026-01-21T12:00:00Z");
    write("morning", "2026-01-22T11:59:59Z");
    write("next", "2026-01-22T12:00:00Z");
    write("after", "2026-01-23T12:00:00Z");

    assertThat(replayed(begin("2026-01-21", "2026-01-21", null, 0)))
        .containsExactly("evening", "morning");
    assertThat(replayed(begin("2026-01-21", "2026-01-22", null, 0)))
        .containsExactly("evening", "morning", "next");
    assertThat(replayed(begin("2026-01-23", null, null, 0)))
        .containsExactly("after", "evening", "morning", "next");
  }

  @Test
  void aPatternChoosesByThePathBelowTheSource() throws IOException {
    write("R0/a.fits", "2026-01-21T22:00:00Z");
    write("R0/a.txt", "2026-01-21T22:00:00Z");
    write("R1/a.fits", "2026-01-21T22:00:00Z");

    assertThat(replayed(begin(null, null, "R0/**/*.fits", 0))).containsExactly("R0/a.fits");
  }

  @Test
  void registeredFilesAreLeftAndAChangedOneRaisesTheAlarm() throws IOException {
    Path same = write("same", "2026-01-21T22:00:00Z");
    Path changed = write("changed", "2026-01-21T22:00:00Z");
    register("same", FileStamp.of(same));
    register("changed", FileStamp.of(changed));
    Files.writeString(changed, "other content");
    Replay replay = begin(null, null, null, 0);

    assertThat(replayed(replay)).isEmpty();

    assertThat(now(replay).progress().counts())
        .isEqualTo(Map.of(ReplayOutcome.ALREADY_REGISTERED, 2L));
    assertThat(at("same").state()).isEqualTo(FileState.REGISTERED);
    assertThat(at("changed").state()).isEqualTo(FileState.QUARANTINED);
  }

  private JournalFile at(String path) {
    return journal.file(new FileKey("lst1", RawPath.of(path))).orElseThrow();
  }

  private void register(String path, FileStamp stamp) {
    journal.sight(
        List.of(
            new Sighting(
                new FileKey("lst1", RawPath.of(path)),
                stamp,
                Lane.LIVE,
                null,
                clock.instant(),
                false)));
    FileState from = FileState.SIGHTED;
    for (FileState to : List.of(FileState.SETTLED, FileState.DIGESTED, FileState.REGISTERED)) {
      Facts facts = new Facts(null, IDENTITY);
      journal.record(
          List.of(
              new Entry.Move(
                  at(path).id(), from, to, "moved", facts, Entry.Next.due(clock.instant()))));
      from = to;
    }
  }

  @Test
  void aRunThatDiesIsGoneOnWithAndNothingIsCountedTwice() throws IOException {
    writeMany(1_700);
    Replay replay = begin(null, null, null, 0);
    ReplayRun dying = run(replay);
    for (int turn = 0; turn < 3; turn++) {
      assertThat(dying.turn().over()).isFalse();
    }
    assertThat(now(replay).progress().looked()).isEqualTo(1_000);

    journal.close();
    open();
    assertThat(replayed(now(replay))).hasSize(1_700);

    assertThat(now(replay).progress().counts()).isEqualTo(Map.of(ReplayOutcome.SIGHTED, 1_700L));
    assertThat(now(replay).progress().total()).isEqualTo(1_700);
    assertThat(files()).hasSize(1_700);
    assertThat(files()).allSatisfy(file -> assertThat(journal.history(file.id())).hasSize(1));
  }

  @Test
  void aStoppedTurnDoesNothing() throws IOException {
    writeMany(10);
    Replay replay = begin(null, null, null, 0);
    ReplayRun run = run(replay);
    run.turn();
    stopped = true;

    assertThatThrownBy(run::turn).isInstanceOf(CancellationException.class);

    assertThat(now(replay).progress().looked()).isZero();
    stopped = false;
    assertThat(replayed(now(replay))).hasSize(10);
  }

  @Test
  void whoPausesStopsItAtOnceAndItGoesOnWhereItWas() throws IOException {
    writeMany(1_200);
    Replay replay = begin(null, null, null, 0);
    ReplayRun run = run(replay);
    run.turn();
    run.turn();

    journal.replays().turn(replay.id(), ReplayState.PAUSED);
    assertThat(run.turn().over()).isTrue();
    assertThat(backlog()).hasSize(500);
    journal.replays().turn(replay.id(), ReplayState.RUNNING);

    assertThat(replayed(now(replay))).hasSize(1_200);
    assertThat(now(replay).progress().counts()).isEqualTo(Map.of(ReplayOutcome.SIGHTED, 1_200L));
  }

  @Test
  void theRateIsKeptByPausesAndCountsOnlyWhatIsPut() throws IOException {
    writeMany(250);
    Replay replay = begin(null, null, null, 100);
    ReplayRun run = run(replay);
    Instant start = clock.instant();
    List<Duration> pauses = new ArrayList<>();
    for (ReplayRun.Turn turn = run.turn(); !turn.over(); turn = run.turn()) {
      pauses.add(turn.pause());
      clock.tick(turn.pause());
    }

    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(2));
    assertThat(now(replay).progress().worked()).isEqualTo(Duration.ofSeconds(2));

    Replay again = begin(null, null, null, 100);
    ReplayRun nothing = run(again);
    nothing.turn();
    assertThat(nothing.turn().pause()).isZero();
  }

  @Test
  void aSourceThatIsAwayIsWaitedFor() throws IOException {
    write("a", "2026-01-21T22:00:00Z");
    Replay replay = begin(null, null, null, 0);
    ReplayRun run = run(replay);
    run.turn();
    Path away = Files.move(data, home.resolve("away"));

    ReplayRun.Turn turn = run.turn();
    assertThat(turn.over()).isFalse();
    assertThat(turn.pause()).isPositive();
    assertThat(turn.why()).contains("not there");

    Files.move(away, data);
    assertThat(replayed(now(replay))).containsExactly("a");
  }

  @Test
  void whatWasGoneAndIsThereAgainBeginsANewGeneration() throws IOException {
    write("a", "2026-01-21T22:00:00Z");
    replayed(begin(null, null, null, 0));
    JournalFile file = at("a");
    journal.record(
        List.of(
            new Entry.Move(
                file.id(),
                FileState.SIGHTED,
                FileState.VANISHED,
                "gone",
                Facts.NONE,
                Entry.Next.nothing())));

    replayed(begin(null, null, null, 0));

    assertThat(at("a").state()).isEqualTo(FileState.SIGHTED);
    assertThat(at("a").standing().generation()).isEqualTo(2);
    assertThat(at("a").standing().lane()).isEqualTo(Lane.BACKLOG);
  }
}
