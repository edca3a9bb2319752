// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.Given;
import org.ingestd.routes.RecordingListener;
import org.ingestd.routes.SettableClock;
import org.ingestd.routes.SourceDisks;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.WorkBell;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  @TempDir Path home;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T20:00:00Z"));
  private WatchedClock watched = WatchedClock.trusting(clock);
  private Journal journal;

  @BeforeEach
  void openJournal() {
    journal = SqliteJournal.open(home, 1L << 30, clock, LifeCycleListener.NONE);
  }

  @AfterEach
  void closeJournal() {
    journal.close();
  }

  private Claims claims(double backlogShare) {
    Sources sources =
        new Sources(
            List.of(Given.at(home).source()),
            home,
            new SourceDisks(home, source -> 0, new SilentListener()));
    return new Claims(
        new ClaimDesk(
            journal,
            new WorkBell(),
            sources,
            backlogShare,
            new RecordingListener(),
            new DueTimes(journal, watched, Duration.ofDays(1))),
        FileState.SIGHTED,
        SizeClass.ANY);
  }

  private void sight(String source, Lane lane, int count, long size) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FileKey key = new FileKey(source, RawPath.of(lane + "/" + size + "/" + i));
      FileStamp stamp = new FileStamp(1, i, size, 0, 0);
      sightings.add(new Sighting(key, stamp, lane, null, clock.instant(), false));
    }
    journal.sight(sightings);
  }

  private static long of(Lane lane, List<JournalFile> files) {
    return files.stream().filter(file -> file.standing().lane() == lane).count();
  }

  @Test
  void theBacklogGetsItsShareWhileLiveFilesWaitAndAllOfItOtherwise() {
    sight("lst1", Lane.LIVE, 30, 1);
    sight("lst1", Lane.BACKLOG, 30, 1);
    Claims claims = claims(0.3);

    List<JournalFile> first = claims.take(10, 0);
    assertThat(of(Lane.BACKLOG, first)).isEqualTo(3);
    assertThat(of(Lane.LIVE, first)).isEqualTo(7);

    claims.take(10, 0);
    claims.take(10, 0);
    List<JournalFile> rest = claims.take(10, 0);
    assertThat(of(Lane.LIVE, rest)).isEqualTo(9);
    assertThat(of(Lane.BACKLOG, claims.take(100, 0))).isEqualTo(20);
  }

  @Test
  void claimsOfOneFileKeepTheShareToo() {
    sight("lst1", Lane.LIVE, 30, 1);
    sight("lst1", Lane.BACKLOG, 30, 1);
    Claims claims = claims(0.25);

    int backlog = 0;
    for (int i = 0; i < 20; i++) {
      backlog += (int) of(Lane.BACKLOG, claims.take(1, 0));
    }

    assertThat(backlog).isEqualTo(5);
  }

  @Test
  void aFileIsGivenOutOnceUntilItIsPutBack() {
    sight("lst1", Lane.LIVE, 25, 1);
    Claims claims = claims(0.5);

    Set<Long> ids = new HashSet<>();
    List<JournalFile> first = claims.take(10, 0);
    first.forEach(file -> ids.add(file.id()));
    claims.take(10, 0).forEach(file -> ids.add(file.id()));
    claims.take(10, 0).forEach(file -> ids.add(file.id()));
    assertThat(ids).hasSize(25);
    assertThat(claims.take(10, 0)).isEmpty();

    claims.putBack(first);
    assertThat(claims.take(100, 0)).hasSize(10);
  }

  @Test
  void bytesLimitABatchButOneFileAlwaysGoes() {
    sight("lst1", Lane.LIVE, 10, 100);

    assertThat(claims(0.5).take(10, 250)).hasSize(2);
    assertThat(claims(0.5).take(10, 1)).hasSize(1);
  }

  @Test
  void largeBacklogFilesDoNotTakeAllBytesFromLiveOnes() {
    sight("lst1", Lane.LIVE, 10, 100);
    sight("lst1", Lane.BACKLOG, 10, 100);

    List<JournalFile> given = claims(0.5).take(10, 600);

    assertThat(of(Lane.LIVE, given)).isEqualTo(3);
    assertThat(of(Lane.BACKLOG, given)).isEqualTo(3);
  }

  @Test
  void filesOfASourceThatIsConfiguredNoLongerDoNotStandInTheWay() {
    sight("removed", Lane.LIVE, 10, 1);
    clock.tick(Duration.ofSeconds(-1));
    sight("lst1", Lane.LIVE, 1, 1);
    clock.tick(Duration.ofSeconds(1));
    Claims claims = claims(0.5);

    assertThat(claims.take(10, 0)).isEmpty();
    assertThat(claims.take(10, 0)).hasSize(1);
  }

  @Test
  void theLoopKeptForLiveFilesTakesNoBacklogAndTheOthersLeaveItAFewLiveOnes() {
    sight("lst1", Lane.LIVE, 3, 1);
    sight("lst1", Lane.BACKLOG, 30, 1);
    Claims claims = claims(0.5);

    List<JournalFile> rest = claims.takeRest(10, 0);
    List<JournalFile> live = claims.takeLive(10, 0);

    assertThat(of(Lane.BACKLOG, rest)).isEqualTo(10);
    assertThat(live).hasSize(3);
    assertThat(of(Lane.LIVE, live)).isEqualTo(3);
    assertThat(claims.takeLive(10, 0)).isEmpty();
  }

  @Test
  void withoutBacklogEveryLoopTakesLiveFiles() {
    sight("lst1", Lane.LIVE, 3, 1);

    assertThat(claims(0.5).takeRest(10, 0)).hasSize(3);
  }

  @Test
  void aLoopWithoutATurnTakesNothingUnlessLiveFilesFillAClaim() {
    sight("lst1", Lane.LIVE, 9, 1);
    sight("lst1", Lane.BACKLOG, 30, 1);
    Claims claims = claims(0.3);

    assertThat(claims.takeIfMuchLive(10, 0)).isEmpty();
    List<JournalFile> given = claims.takeIfMuchLive(9, 0);

    assertThat(given).hasSize(9);
    assertThat(of(Lane.LIVE, given)).isEqualTo(7);
  }

  @Test
  void theShareHoldsOverAllLoopsWhileLiveFilesWait() {
    sight("lst1", Lane.LIVE, 400, 1);
    sight("lst1", Lane.BACKLOG, 400, 1);
    Claims claims = claims(0.3);

    long backlog = 0;
    long all = 0;
    for (int i = 0; i < 10; i++) {
      for (List<JournalFile> taken :
          List.of(claims.takeLive(10, 0), claims.takeRest(10, 0), claims.takeRest(10, 0))) {
        backlog += of(Lane.BACKLOG, taken);
        all += taken.size();
      }
    }

    assertThat(all).isEqualTo(300);
    assertThat(backlog).isBetween(88L, 92L);
  }
}
