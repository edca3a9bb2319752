// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.terminal.Amounts;
import org.ingestd.daemon.view.StatusView.About;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.NightTotal;
import org.junit.jupiter.api.Test;

final class VerdictSentenceTest {

  private static final Instant NOW = Instant.parse("2026-01-21T20:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(3_723);
  private static final SourceView ONLINE =
      new SourceView(
          "camera",
          "/data",
          new StatusView.Standing(true, "", null),
          StatusView.Scans.NOT_KNOWN,
          null,
          Inflow.NONE);

  private static String verdict(
      Map<FileState, Long> files, Map<ProblemCode, Long> problems, SourceView source) {
    return verdict(true, files, problems, source);
  }

  private static String verdict(
      boolean running,
      Map<FileState, Long> files,
      Map<ProblemCode, Long> problems,
      SourceView source) {
    About about = new About("i", "v", running);
    return StatusView.of(
            about, census(files, problems), Optional.empty(), List.of(source), null, NOW)
        .verdict();
  }

  private static Census census(Map<FileState, Long> files, Map<ProblemCode, Long> problems) {
    Map<FileState, Tally> tallies = new EnumMap<>(FileState.class);
    files.forEach((state, count) -> tallies.put(state, new Tally(count, 10 * count, BEFORE)));
    return new Census(Map.of("camera", tallies), Map.of("camera", problems));
  }

  @Test
  void whatTheWholeWaitsForIsSaidAndNothingIsCalledAllSafeMeanwhile() {
    About about =
        new About(
            "i", "v", true, null, List.of("Rucio has not answered since 2026-01-21 03:12 UTC"));
    Census onTheWay =
        census(
            Map.of(FileState.SAFE, 2L, FileState.DIGESTED, 12L),
            Map.of(ProblemCode.RUCIO_UNAVAILABLE, 5L));
    Census allSafe = census(Map.of(FileState.SAFE, 2L), Map.of());

    assertThat(
            StatusView.of(about, onTheWay, Optional.empty(), List.of(ONLINE), null, NOW).verdict())
        .isEqualTo(
            "12 files wait, the oldest for 62 min: Rucio has not answered since"
                + " 2026-01-21 03:12 UTC; 2 files are safe.");
    assertThat(
            StatusView.of(about, allSafe, Optional.empty(), List.of(ONLINE), null, NOW).verdict())
        .isEqualTo("Rucio has not answered since 2026-01-21 03:12 UTC; 2 files are safe.");
  }

  @Test
  void saysAllIsSafeOnlyIfNothingElseIsToBeTold() {
    assertThat(verdict(Map.of(FileState.SAFE, 1_234L), Map.of(), ONLINE))
        .isEqualTo("All 1,234 files are safe.");
    assertThat(verdict(Map.of(FileState.SAFE, 2L), Map.of(ProblemCode.SIDECAR_AWAITED, 1L), ONLINE))
        .as("info only")
        .isEqualTo("All 2 files are safe.");
  }

  @Test
  void neverSaysAllIsSafeWhileASafeFileHasAProblem() {
    assertThat(
            verdict(
                Map.of(FileState.SAFE, 2L),
                Map.of(ProblemCode.CHANGED_AFTER_REGISTRATION, 1L),
                ONLINE))
        .isEqualTo("1 file has a problem; 2 files are safe.");
  }

  @Test
  void namesWhatWaitsAndWhatNeedsAPerson() {
    assertThat(
            verdict(
                Map.of(FileState.SAFE, 5L, FileState.SETTLED, 12L, FileState.QUARANTINED, 3L),
                Map.of(ProblemCode.EMPTY, 3L),
                ONLINE))
        .isEqualTo(
            "3 files need you; 12 files are on their way, the oldest for 62 min; 5 files are safe.");
  }

  @Test
  void namesSourcesThatAreOfflineAndFilesThatVanished() {
    SourceView offline =
        new SourceView(
            "camera",
            "/data",
            new StatusView.Standing(false, "not there", null),
            StatusView.Scans.NOT_KNOWN,
            null,
            Inflow.NONE);

    assertThat(verdict(Map.of(FileState.SAFE, 1L, FileState.VANISHED, 1L), Map.of(), offline))
        .isEqualTo(
            "source camera is offline; 1 file vanished before registration; 1 file is safe.");
  }

  @Test
  void saysHowLongInOneUnit() {
    assertThat(List.of(-5L, 119L, 120L, 7_199L, 7_200L, 172_799L, 172_800L))
        .extracting(seconds -> Amounts.roughly(Duration.ofSeconds(seconds)))
        .containsExactly("0 s", "119 s", "2 min", "119 min", "2 h", "47 h", "2 days");
  }

  @Test
  void saysWhenNobodyWatches() {
    assertThat(verdict(false, Map.of(FileState.SAFE, 1L), Map.of(), ONLINE))
        .isEqualTo("ingestd is not running; 1 file is safe.");
    assertThat(verdict(true, Map.of(), Map.of(), ONLINE)).isEqualTo("No file has been seen yet.");
  }

  private static String ofNight(LastNight night, Map<FileState, Long> files) {
    About about = new About("i", "v", true);
    Census census = census(files, Map.of());
    return StatusView.of(about, census, Optional.of(night), List.of(ONLINE), null, NOW).verdict();
  }

  private static final NightTotal NIGHT = new NightTotal("20260120", 1_204);
  private static final Map<FileState, Long> ALL_SAFE =
      Map.of(FileState.SAFE, 9_000L, FileState.RELEASED, 1_000L);

  @Test
  void theNewestNightIsNamedOnceAllIsSafe() {
    assertThat(ofNight(LastNight.of(NIGHT), ALL_SAFE))
        .isEqualTo("All 1,204 files of the night of 20 January are safe.");
    assertThat(ofNight(LastNight.expecting(NIGHT, 1_204, 0), ALL_SAFE))
        .isEqualTo("All 1,204 files of the night of 20 January are safe.");
    assertThat(ofNight(LastNight.of(new NightTotal("20251231", 1)), ALL_SAFE))
        .isEqualTo("All 1 file of the night of 31 December 2025 is safe.");
  }

  @Test
  void aNightThatLacksFilesIsNotCalledSafe() {
    assertThat(ofNight(LastNight.expecting(NIGHT, 1_218, 14), ALL_SAFE))
        .isEqualTo(
            "1,204 of 1,218 expected files of the night of 20 January are safe;"
                + " 14 have not arrived.");
    assertThat(ofNight(LastNight.expecting(NIGHT, 2, 1), ALL_SAFE))
        .isEqualTo("1 of 2 expected files of the night of 20 January is safe; 1 has not arrived.");
  }

  @Test
  void aNightIsNotNamedWhoseExpectationsNobodyKnows() {
    assertThat(ofNight(LastNight.unknown(NIGHT, "no list"), ALL_SAFE))
        .isEqualTo("All 10,000 files are safe.");
    assertThat(ofNight(LastNight.of(new NightTotal("20260199", 3)), ALL_SAFE))
        .as("no date")
        .isEqualTo("All 10,000 files are safe.");
  }

  @Test
  void whatWaitsStandsBeforeAnyNight() {
    assertThat(ofNight(LastNight.of(NIGHT), Map.of(FileState.SAFE, 5L, FileState.SETTLED, 12L)))
        .isEqualTo("12 files are on their way, the oldest for 62 min; 5 files are safe.");
  }
}
