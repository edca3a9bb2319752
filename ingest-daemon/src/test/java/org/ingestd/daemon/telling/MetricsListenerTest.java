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
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.contract.IngestListener.ScanReport;
import org.junit.jupiter.api.Test;

class MetricsListenerTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private Census census = new Census(Map.of(), Map.of());
  private final MetricsListener metrics =
      new MetricsListener(registry, () -> census, List.of(Samples.SOURCE), Samples.CLOCK);

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
        .contains("ingestd_held_files{reason=\"empty\",severity=\"warning\"} 1.0")
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
  void theCircuitIsInOneStateOnly() {
    metrics.circuit("open");
    metrics.circuit("closed");

    assertThat(registry.scrape())
        .contains("ingestd_rucio_circuit_state{state=\"closed\"} 1.0")
        .contains("ingestd_rucio_circuit_state{state=\"open\"} 0.0");
  }
}
