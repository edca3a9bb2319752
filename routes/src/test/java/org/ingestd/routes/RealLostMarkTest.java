// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Claim;
import org.ingestd.journal.Claim.SizeClass;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.registration.CallListener;
import org.ingestd.registration.RucioClient;
import org.ingestd.registration.RucioSettings;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.rucio.Named;
import org.ingestd.rse.RawPath;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody marks a file LOST in a real Rucio that goes on listing its copies. */
@Tag("real")
class RealLostMarkTest {

  private static final Duration LATER = Duration.ofMinutes(20);
  private static final FileKey KEY = new FileKey("lst1", RawPath.of("a.fits"));

  @TempDir Path home;
  private final SettableClock clock = new SettableClock(Instant.now());

  @Test
  void takesSafeBackAndCallsAPerson() throws Exception {
    try (RucioBed bed = RucioBed.start();
        RucioClient rucio = client(bed);
        Journal journal = SqliteJournal.open(home, 1L << 30, clock, new RecordingListener());
        Workshop workshop = workshop(bed, rucio, journal)) {
      workshop.rse().learn();
      write(bed, workshop);
      take(journal, FileState.SIGHTED, workshop.settle());
      take(journal, FileState.SETTLED, workshop.digest());
      take(journal, FileState.DIGESTED, workshop.register());
      Step protect = workshop.protect();
      Step custody = workshop.custody();
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                take(journal, FileState.REGISTERED, protect);
                take(journal, FileState.PROTECTED, custody);
                return file(journal).state() == FileState.SAFE;
              });

      bed.markLost(Named.did(file(journal)));
      take(journal, FileState.SAFE, workshop.stillSafe());
      assertThat(file(journal).state()).isEqualTo(FileState.PROTECTED);
      assertThat(file(journal).retry().problem()).isEqualTo(ProblemCode.NO_LONGER_SAFE);

      take(journal, FileState.PROTECTED, custody);
      assertThat(file(journal).state()).isEqualTo(FileState.QUARANTINED);
      assertThat(file(journal).retry().problem()).isEqualTo(ProblemCode.LOST_IN_CATALOGUE);
      assertThat(file(journal).retry().detail()).contains("lst:a.fits marked as LOST");
      assertThat(journal.replicas(file(journal).id()))
          .allSatisfy(replica -> assertThat(replica.state()).isEqualTo("AVAILABLE"));
    }
  }

  private static RucioClient client(RucioBed bed) {
    return new RucioClient(
        new RucioSettings(
            bed.url(),
            "ingest",
            "def",
            Optional.empty(),
            new RucioSettings.SignIn.UserPass("ingest", () -> "pw"),
            RucioSettings.Limits.DEFAULT),
        Clock.systemUTC(),
        CallListener.NONE);
  }

  private Workshop workshop(RucioBed bed, RucioClient rucio, Journal journal) {
    return new Workshop(
        Given.at(bed.onsite()).settings(home),
        journal,
        rucio,
        WatchedClock.trusting(clock),
        new RecordingListener(),
        new Random(42));
  }

  private void write(RucioBed bed, Workshop workshop) throws IOException {
    Path file = Files.writeString(bed.onsite().resolve("a.fits"), "content");
    Sighting seen = new Sighting(KEY, FileStamp.of(file), Lane.LIVE, null, clock.instant(), false);
    workshop.sight().take(List.of(seen));
  }

  /** Takes what is due in a state through its step, a while later. */
  private void take(Journal journal, FileState state, Step step) {
    clock.tick(LATER);
    List<JournalFile> due =
        journal.claim(new Claim(state, Lane.LIVE, SizeClass.ANY, clock.instant(), 10), Set.of());
    if (!due.isEmpty()) {
      step.take(due);
    }
  }

  private static JournalFile file(Journal journal) {
    return journal.file(KEY).orElseThrow();
  }
}
