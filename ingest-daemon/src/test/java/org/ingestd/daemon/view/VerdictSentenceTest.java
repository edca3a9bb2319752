// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.view.StatusView.About;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Test;

final class VerdictSentenceTest {

  private static final Instant NOW = Instant.parse("2026-01-21T20:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(3_723);
  private static final SourceView ONLINE =
      new SourceView("camera", "/data", new StatusView.Standing(true, "", null), NOW, Map.of());

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
    return StatusView.of(about, census(files, problems), List.of(source), null, NOW).verdict();
  }

  private static Census census(Map<FileState, Long> files, Map<ProblemCode, Long> problems) {
    Map<FileState, Tally> tallies = new EnumMap<>(FileState.class);
    files.forEach((state, count) -> tallies.put(state, new Tally(count, 10 * count, BEFORE)));
    return new Census(Map.of("camera", tallies), problems);
  }

  @Test
  void whatTheWholeWaitsForIsSaidAndNothingIsCalledAllSafeMeanwhile() {
    About about = new About("i", "v", true, List.of("rucio: no answer since 2026-01-21T03:12:00Z"));
    Census onTheWay = census(Map.of(FileState.SAFE, 2L, FileState.DIGESTED, 12L), Map.of());
    Census allSafe = census(Map.of(FileState.SAFE, 2L), Map.of());

    assertThat(StatusView.of(about, onTheWay, List.of(ONLINE), null, NOW).verdict())
        .isEqualTo(
            "12 files are on their way, the oldest for 01:02:03; rucio: no answer since"
                + " 2026-01-21T03:12:00Z; 2 files are safe.");
    assertThat(StatusView.of(about, allSafe, List.of(ONLINE), null, NOW).verdict())
        .isEqualTo("rucio: no answer since 2026-01-21T03:12:00Z; 2 files are safe.");
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
            "3 files need you; 12 files are on their way, the oldest for 01:02:03; 5 files are safe.");
  }

  @Test
  void namesSourcesThatAreOfflineAndFilesThatVanished() {
    SourceView offline =
        new SourceView(
            "camera", "/data", new StatusView.Standing(false, "not there", null), null, Map.of());

    assertThat(verdict(Map.of(FileState.SAFE, 1L, FileState.VANISHED, 1L), Map.of(), offline))
        .isEqualTo(
            "source camera is offline; 1 file vanished before registration; 1 file is safe.");
  }

  @Test
  void saysWhenNobodyWatches() {
    assertThat(verdict(false, Map.of(FileState.SAFE, 1L), Map.of(), ONLINE))
        .isEqualTo("ingestd is not running; 1 file is safe.");
    assertThat(verdict(true, Map.of(), Map.of(), ONLINE)).isEqualTo("No file has been seen yet.");
  }
}
