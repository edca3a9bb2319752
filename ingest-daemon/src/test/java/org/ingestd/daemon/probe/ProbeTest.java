// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.daemon.probe.Probe.Ages;
import org.ingestd.daemon.view.Inflow;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.daemon.view.StatusView.About;
import org.ingestd.daemon.view.StatusView.RucioView;
import org.ingestd.daemon.view.StatusView.SourceView;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.junit.jupiter.api.Test;

/** When somebody is called, and with which words. */
final class ProbeTest {

  private static final Instant NOW = Instant.parse("2026-01-21T20:00:00Z");
  private static final Probe.Limits LIMITS =
      new Probe.Limits(
          new Ages(Duration.ofMinutes(30), Duration.ofHours(4)),
          new Ages(Duration.ofDays(1), Duration.ofDays(2)));
  private static final SourceView ONLINE =
      new SourceView(
          "camera",
          "/data",
          new StatusView.Standing(true, "", null),
          StatusView.Scans.NOT_KNOWN,
          null,
          Inflow.NONE);

  private boolean running = true;
  private Map<ProblemCode, Long> problems = Map.of();
  private SourceView source = ONLINE;
  private RucioView rucio = new RucioView("http://rucio", "41", "closed", "ok", "", 0L);

  private Probe.Answer answer(FileState state, long count, Duration age) {
    Map<FileState, Tally> tallies = new EnumMap<>(FileState.class);
    tallies.put(state, new Tally(count, 10 * count, NOW.minus(age)));
    Census census = new Census(Map.of("camera", tallies), Map.of("camera", problems));
    StatusView view =
        StatusView.of(
            new About("i", "v", running), census, Optional.empty(), List.of(source), rucio, NOW);
    return Probe.of(view, LIMITS, NOW);
  }

  private Probe.Answer safe() {
    return answer(FileState.SAFE, 3, Duration.ofDays(9));
  }

  @Test
  void allIsWellWithTheSentenceOfThePageAndTheNumbers() {
    assertThat(safe())
        .isEqualTo(
            new Probe.Answer(
                Level.OK,
                "All 3 files are safe. | unsafe=0 quarantined=0 safe=3 not_registered=0s"
                    + " not_safe=0s"));
    assertThat(Level.OK.exit()).isZero();
    assertThat(Level.UNKNOWN.exit()).isEqualTo(3);
  }

  @Test
  void aFileThatWaitsTooLongIsAWarningAndLaterCritical() {
    assertThat(answer(FileState.SETTLED, 1, Duration.ofMinutes(29)).level()).isEqualTo(Level.OK);
    assertThat(answer(FileState.SETTLED, 1, Duration.ofMinutes(30)))
        .isEqualTo(
            new Probe.Answer(
                Level.WARNING,
                "a file is not registered since 0 h 30 min | unsafe=1 quarantined=0 safe=0"
                    + " not_registered=1800s not_safe=0s"));
    assertThat(answer(FileState.DIGESTED, 1, Duration.ofHours(4)).level())
        .isEqualTo(Level.CRITICAL);
    assertThat(answer(FileState.PROTECTED, 1, Duration.ofHours(23)).level()).isEqualTo(Level.OK);
    assertThat(answer(FileState.PROTECTED, 1, Duration.ofDays(1)).level()).isEqualTo(Level.WARNING);
    assertThat(answer(FileState.REGISTERED, 1, Duration.ofDays(2)).line())
        .startsWith("a file is registered and not safe since 48 h 00 min |");
    assertThat(answer(FileState.SETTLED, 1, Duration.ofHours(-1)).level())
        .as("a clock that was set back")
        .isEqualTo(Level.OK);
  }

  @Test
  void problemsCountByTheirSeverityAndTheMostUrgentStandsFirst() {
    problems = Map.of(ProblemCode.SIDECAR_AWAITED, 1L);
    assertThat(safe().level()).isEqualTo(Level.OK);

    problems = Map.of(ProblemCode.QUOTA, 2L);
    assertThat(safe().level()).isEqualTo(Level.WARNING);

    problems = Map.of(ProblemCode.QUOTA, 2L, ProblemCode.CHANGED_AFTER_REGISTRATION, 1L);
    assertThat(safe().level()).isEqualTo(Level.CRITICAL);
    assertThat(safe().line()).startsWith("1 file CHANGED_AFTER_REGISTRATION; 2 files QUOTA |");
  }

  @Test
  void aDaemonThatDoesNotRunOrIsRefusedIsCritical() {
    rucio = new RucioView("http://rucio", "41", "closed", "refused", "wrong password", null);
    assertThat(safe().level()).isEqualTo(Level.CRITICAL);
    assertThat(safe().line()).startsWith("Rucio refuses the sign-in: wrong password |");

    rucio = RucioView.at("http://rucio");
    running = false;
    assertThat(safe().line()).startsWith("ingestd is not running |");
    assertThat(safe().level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void aSourceThatIsAwayAndARucioThatIsSilentAreWarnings() {
    source =
        new SourceView(
            "camera",
            "/data",
            new StatusView.Standing(false, "gone |\naway", null),
            StatusView.Scans.NOT_KNOWN,
            null,
            Inflow.NONE);
    rucio = new RucioView("http://rucio", "41", "open", "ok", "", null);

    assertThat(safe().level()).isEqualTo(Level.WARNING);
    assertThat(safe().line())
        .startsWith("Rucio does not answer; source camera is offline: gone / away |");
  }

  @Test
  void aWarningAfterCriticalIsRefused() {
    assertThatThrownBy(() -> new Ages(Duration.ofHours(2), Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
