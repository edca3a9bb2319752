// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.Census;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Census census = new Census(Map.of(), Map.of());
  private final IngestListener metrics =
      Metrics.listener(registry, () -> census, List.of(Samples.SOURCE), Samples.CLOCK);

  @Test
  void everyNameBeginsWithIngestdAndNoLabelHoldsAFileName() {
    Journal journal = Samples.journal(metrics);
    var files = Samples.sight(journal, "night/secret-name.fits", "b.fits");
    Samples.quarantine(journal, files.get(0), ProblemCode.EMPTY);
    metrics.answered("attach", 201, "", Duration.ofMillis(40));
    metrics.scanned(
        Samples.SOURCE, new ScanReport(1, 2, 2, 0, Map.of("hidden", 3L), Duration.ofMillis(7)));
    census = journal.census();

    String text = registry.scrape();

    assertThat(text.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.startsWith("ingestd_"))
        .noneMatch(line -> line.contains("secret-name"));
    assertThat(text)
        .contains("ingestd_files{source=\"lst1\",state=\"sighted\"} 1.0")
        .contains("ingestd_files{source=\"lst1\",state=\"quarantined\"} 1.0")
        .contains("ingestd_held_files{reason=\"empty\",severity=\"warning\",source=\"lst1\"} 1.0")
        .contains("ingestd_file_transitions_total{from=\"\",source=\"lst1\",to=\"sighted\"} 2.0")
        .contains("ingestd_rucio_requests_total{code=\"201\",exception=\"\",operation=\"attach\"}")
        .contains("ingestd_ignored_entries{kind=\"hidden\",source=\"lst1\"} 3.0");
  }

  @Test
  void replaysAreCountedWithWhatIsLeftOfThemAndWhatBecameOfFiles() {
    Journal journal = Samples.journal(metrics);
    long running = begin(journal, "R0/**");
    journal.replays().counted(running, 60_000);
    var unused = journal.replays().turn(begin(journal, "R1/**"), ReplayState.PAUSED);
    var unusedToo = journal.replays().turn(begin(journal, "R2/**"), ReplayState.CANCELLED);
    census = journal.census();

    metrics.replayedFiles(
        Samples.SOURCE, Map.of(ReplayOutcome.SIGHTED, 7L, ReplayOutcome.ALREADY_REGISTERED, 3L));

    assertThat(registry.scrape())
        .contains("ingestd_replays{source=\"lst1\",state=\"running\"} 1.0")
        .contains("ingestd_replays{source=\"lst1\",state=\"paused\"} 1.0")
        .contains("ingestd_replay_remaining_files{source=\"lst1\"} 60000.0")
        .contains("ingestd_replayed_files_total{outcome=\"sighted\",source=\"lst1\"} 7.0")
        .contains(
            "ingestd_replayed_files_total{outcome=\"already_registered\",source=\"lst1\"} 3.0");
  }

  private static long begin(Journal journal, String pattern) {
    ReplayRequest request = new ReplayRequest(Samples.SOURCE, null, null, pattern, 0);
    return journal.replays().begin(request, "otto", Optional.empty()).replay().id();
  }

  @Test
  void aStageLastsFromOneStateToTheNext() {
    Journal journal = Samples.journal(metrics);
    var files = Samples.sight(journal, "a.fits");
    journal.record(
        List.of(
            new Entry.Move(
                files.get(0).id(),
                FileState.SIGHTED,
                FileState.SETTLED,
                "unchanged",
                Facts.NONE,
                Entry.Next.nothing())));
    metrics.stayed(files.get(0), FileState.SETTLED, Duration.ofSeconds(1));

    assertThat(registry.scrape())
        .contains("ingestd_stage_duration_seconds_count{source=\"lst1\",stage=\"settle\"} 1")
        .as("back from SETTLED is no stage")
        .doesNotContain("stage=\"hash\"");
  }

  @Test
  void lossAndChangeAfterRegistrationAreCountedOnceAndBeginAtZero() {
    assertThat(registry.scrape())
        .contains("ingestd_changed_after_registration_total{source=\"lst1\"} 0.0")
        .contains("ingestd_source_lost_total{source=\"lst1\"} 0.0")
        .contains("ingestd_checksum_mismatches_total{source=\"lst1\",where=\"rehash\"} 0.0");
    JournalFile file = Samples.sight(Samples.journal(metrics), "a.fits").get(0);
    Retry changed = new Retry(0, null, ProblemCode.REPLACED_AFTER_REGISTRATION, "another inode");
    Retry lost = new Retry(1, null, ProblemCode.LOST_AFTER_REGISTRATION, "Nothing is there.");
    Retry lostStill = new Retry(2, null, ProblemCode.LOST_AFTER_REGISTRATION, "Nothing is there.");

    metrics.moved(standing(file, FileState.QUARANTINED).with(changed), FileState.SETTLED);
    metrics.moved(standing(file, FileState.QUARANTINED).with(changed), FileState.REGISTERED);
    metrics.postponed(standing(file, FileState.SAFE).with(lost));
    metrics.postponed(standing(file, FileState.SAFE).with(lostStill));

    assertThat(registry.scrape())
        .contains("ingestd_changed_after_registration_total{source=\"lst1\"} 1.0")
        .contains("ingestd_source_lost_total{source=\"lst1\"} 1.0");
  }

  private static JournalFile standing(JournalFile file, FileState state) {
    return file.with(new Standing(state, Samples.NOW, "because", 1, Lane.LIVE));
  }

  @Test
  void aDirectoryThatCannotBeReadIsNoLabel() {
    metrics.failed("scan of lst1: secret/directory", new IllegalStateException("closed"));

    assertThat(registry.scrape())
        .contains("ingestd_failures_total{where=\"scan of lst1\"} 1.0")
        .doesNotContain("secret");
  }

  @Test
  void theCircuitIsInOneStateOnly() {
    metrics.circuit("open");
    metrics.circuit("closed");

    assertThat(registry.scrape())
        .contains("ingestd_rucio_circuit_state{state=\"closed\"} 1.0")
        .contains("ingestd_rucio_circuit_state{state=\"open\"} 0.0");
  }

  @Test
  void wrongTokensAreCountedFromZeroAndWithoutTheirAddress() {
    assertThat(registry.scrape())
        .contains("ingestd_page_refused_tokens_total{result=\"wrong\"} 0.0");

    metrics.tokenRefused("192.0.2.1", false);
    metrics.tokenRefused("192.0.2.1", true);
    metrics.tokenRefused("192.0.2.1", true);

    assertThat(registry.scrape())
        .contains("ingestd_page_refused_tokens_total{result=\"wrong\"} 1.0")
        .contains("ingestd_page_refused_tokens_total{result=\"unseen\"} 2.0")
        .doesNotContain("192.0.2.1");
  }
}
