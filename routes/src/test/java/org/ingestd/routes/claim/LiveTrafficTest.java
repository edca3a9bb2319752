// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.SqliteJournal;
import org.ingestd.routes.SettableClock;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTrafficTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T20:00:00Z"));
  private final LiveTraffic traffic = new LiveTraffic(clock);
  @TempDir private Path home;

  private List<JournalFile> files(Lane lane) {
    try (Journal journal =
        SqliteJournal.open(home.resolve(lane.name()), 1L << 30, clock, LifeCycleListener.NONE)) {
      journal.sight(
          List.of(
              new Sighting(
                  new FileKey("lst1", RawPath.of("a")),
                  new FileStamp(1, 1, 1, 0, 0),
                  lane,
                  null,
                  clock.instant(),
                  false)));
      return journal.claim(
          new Claim(FileState.SIGHTED, lane, SizeClass.ANY, clock.instant(), 1), Set.of());
    }
  }

  @Test
  void itFlowsForAWhileAfterALiveFileAndNotForFilesOfABacklog() {
    assertThat(traffic.flows()).isFalse();
    traffic.given(files(Lane.BACKLOG));
    assertThat(traffic.flows()).isFalse();

    traffic.given(files(Lane.LIVE));

    assertThat(traffic.flows()).isTrue();
    clock.tick(LiveTraffic.FLOWS.minusMillis(1));
    assertThat(traffic.flows()).isTrue();
    clock.tick(Duration.ofMillis(1));
    assertThat(traffic.flows()).isFalse();
  }

  @Test
  void oneHasTheTurnAndTheNextHasItWhenThatEnds() throws InterruptedException {
    assertThat(traffic.begin(Duration.ZERO)).isTrue();
    assertThat(traffic.begin(Duration.ZERO)).isFalse();

    traffic.end();

    assertThat(traffic.begin(Duration.ZERO)).isTrue();
  }
}
