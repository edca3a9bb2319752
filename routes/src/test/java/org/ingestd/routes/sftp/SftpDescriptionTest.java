// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.Given;
import org.ingestd.routes.contract.DescriptionSettings;
import org.ingestd.routes.contract.DescriptionSettings.ChecksumFiles;
import org.ingestd.routes.contract.DescriptionSettings.Fits;
import org.ingestd.routes.contract.DescriptionSettings.FitsChecksum;
import org.ingestd.routes.steps.rucio.Named;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in and beside files of another host, and replays of them, over a real SSH server. */
class SftpDescriptionTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Path REAL = Path.of("..", "test-data", "astropy", "chandra_time.fits");

  /** Of "content". */
  private static final String MD5 = "9a0364b9e99bb480dd25e1f0284c8555";

  private static final Fits NO_FITS = DescriptionSettings.NONE.fits();
  private static final ChecksumFiles NO_LISTS = DescriptionSettings.NONE.checksumFiles();

  @TempDir Path home;

  private RemoteSite site(DescriptionSettings description) throws Exception {
    return new RemoteSite(
        home,
        given ->
            given
                .quiet(Duration.ofSeconds(2))
                .rescan(Duration.ofSeconds(1))
                .describing(description));
  }

  private static void awaitHeld(RemoteSite site, String path, ProblemCode problem) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(site.here.file(path).retry().problem()).isEqualTo(problem));
  }

  @Test
  void cardsAndWhatASidecarSaysComeToRucioAndALieIsHeldWithBothValues() throws Exception {
    Fits cards = new Fits(List.of("TELESCOP"), FitsChecksum.IGNORE);
    try (RemoteSite site =
        site(
            new DescriptionSettings(
                false, cards, Optional.of("{path}.json"), List.of(), NO_LISTS))) {
      Files.copy(REAL, site.here.data.resolve("good.fits"));
      site.here.write(
          "good.fits.json", "{\"size\":%d,\"metadata\":{\"run\":17}}".formatted(Files.size(REAL)));
      site.here.write("lie.fits", "content");
      site.here.write("lie.fits.json", "{\"size\":7,\"md5\":\"%s\"}".formatted("0".repeat(32)));
      site.here.write("alone.fits", "content");

      site.start();

      site.here.awaitState("good.fits", FileState.SAFE);
      JournalFile good = site.here.file("good.fits");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(site.here.catalogue.snapshot().file(Named.did(good)).meta())
                      .containsKeys("fits_TELESCOP", "run"));
      site.here.awaitState("lie.fits", FileState.QUARANTINED);
      JournalFile lie = site.here.file("lie.fits");
      assertThat(lie.retry().problem()).isEqualTo(ProblemCode.SIDECAR_MISMATCH);
      assertThat(lie.retry().detail()).contains("0".repeat(32), MD5);
      awaitHeld(site, "alone.fits", ProblemCode.SIDECAR_AWAITED);
      assertThat(site.here.files()).hasSize(3);
    }
  }

  @Test
  void listsOfChecksumsAreComparedAndAHalfWrittenOneIsWaitedFor() throws Exception {
    try (RemoteSite site =
        site(
            new DescriptionSettings(
                false,
                NO_FITS,
                Optional.empty(),
                List.of(),
                new ChecksumFiles(List.of("{path}.md5"), false, true)))) {
      site.here.write("good.fits", "content");
      site.here.write("good.fits.md5", MD5 + "  good.fits\n");
      site.here.write("lie.fits", "content");
      site.here.write("lie.fits.md5", "0".repeat(32) + "  lie.fits\n");
      site.here.write("half.fits", "content");
      site.here.write("half.fits.md5", MD5.substring(0, 8));

      site.start();

      site.here.awaitState("good.fits", FileState.SAFE);
      site.here.awaitState("lie.fits", FileState.QUARANTINED);
      assertThat(site.here.file("lie.fits").retry().problem())
          .isEqualTo(ProblemCode.SIDECAR_MISMATCH);
      awaitHeld(site, "half.fits", ProblemCode.SIDECAR_AWAITED);
    }
  }

  @Test
  void aReplayPutsFilesOfAnotherHostOntoTheBacklogLaneAndFindsThemAgain() throws Exception {
    try (RemoteSite site =
        new RemoteSite(
            home, (Given given) -> given.quiet(Duration.ofSeconds(2)).rescan(Duration.ofDays(1)))) {
      var ingest = site.start();
      await().atMost(PATIENCE).until(() -> !site.here.listener.scans.isEmpty());
      for (int i = 0; i < 12; i++) {
        site.here.write("night%d/run%d/a%02d.fits".formatted(i % 2, i % 3, i), "file " + i);
      }

      Replay first = replayed(site, "night1/**");
      site.here.awaitAll(6, file -> file.state() == FileState.SAFE && isBacklog(file));
      Replay second = replayed(site, null);

      assertThat(first.progress().counts()).isEqualTo(Map.of(ReplayOutcome.SIGHTED, 6L));
      assertThat(second.progress().counts())
          .isEqualTo(Map.of(ReplayOutcome.SIGHTED, 6L, ReplayOutcome.ALREADY_REGISTERED, 6L));
      site.here.awaitAll(12, file -> file.state() == FileState.SAFE && isBacklog(file));
      assertThat(ingest.health().sources()).containsKey("lst1");
    }
  }

  private static boolean isBacklog(JournalFile file) {
    return file.standing().lane() == Lane.BACKLOG;
  }

  private static Replay replayed(RemoteSite site, @Nullable String pattern) {
    long id =
        site.here
            .journal()
            .replays()
            .begin(new ReplayRequest("lst1", null, null, pattern, 0), "otto", Optional.empty())
            .replay()
            .id();
    await().atMost(PATIENCE).until(() -> replay(site, id).state() == ReplayState.DONE);
    return replay(site, id);
  }

  private static Replay replay(RemoteSite site, long id) {
    return site.here.journal().allReplays().stream()
        .filter(replay -> replay.id() == id)
        .findFirst()
        .orElseThrow();
  }
}
