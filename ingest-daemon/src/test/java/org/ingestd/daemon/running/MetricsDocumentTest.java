// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.running.Exposition.Family;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/metrics.md has every meter that a daemon can have, and no other. */
final class MetricsDocumentTest extends SiteWithCatalogue {

  /** What dashboards and alerts of sites may rely on. */
  private static final List<String> PROMISED =
      List.of(
          "ingestd_build_info",
          "ingestd_files",
          "ingestd_bytes",
          "ingestd_file_transitions_total",
          "ingestd_oldest_file_timestamp_seconds",
          "ingestd_last_file_seen_timestamp_seconds",
          "ingestd_last_file_registered_timestamp_seconds",
          "ingestd_last_file_safe_timestamp_seconds",
          "ingestd_stage_duration_seconds",
          "ingestd_end_to_end_seconds",
          "ingestd_hashed_bytes_total",
          "ingestd_hash_seconds_total",
          "ingestd_checksum_mismatches_total",
          "ingestd_holds_total",
          "ingestd_held_files",
          "ingestd_changed_after_registration_total",
          "ingestd_source_lost_total",
          "ingestd_watch_events_total",
          "ingestd_watch_overflows_total",
          "ingestd_watches",
          "ingestd_watch_degraded",
          "ingestd_scan_duration_seconds",
          "ingestd_scan_last_success_timestamp_seconds",
          "ingestd_scan_files_found_total",
          "ingestd_rucio_requests_total",
          "ingestd_rucio_request_duration_seconds",
          "ingestd_rucio_circuit_state",
          "ingestd_rules",
          "ingestd_rule_oldest_not_ok_timestamp_seconds",
          "ingestd_replicas_confirmed_total",
          "ingestd_auth_token_expiry_timestamp_seconds",
          "ingestd_auth_renewals_total",
          "ingestd_journal_commit_seconds",
          "ingestd_journal_bytes",
          "ingestd_journal_wal_bytes",
          "ingestd_journal_last_check_timestamp_seconds",
          "ingestd_filesystem_free_bytes",
          "ingestd_filesystem_size_bytes",
          "ingestd_expected_files",
          "ingestd_night_missing_files",
          "ingestd_verify_discrepancies",
          "ingestd_page_certificate_expiry_timestamp_seconds",
          "ingestd_heartbeat_timestamp_seconds",
          "ingestd_log_messages_total");

  private String text = "";

  @BeforeEach
  void scrape() throws Exception {
    site.source(
        """
        complete: { quiet: 1s }
        expected: { count: 5 }
        naming: { scope: lst, dataset: "R0/{night}" }
        rules: [{ expression: QOS=TAPE }]
        """);
    text = EveryMeter.scrape(site.config());
  }

  @Test
  void everyMeterIsDocumentedAndNoOther() {
    StringBuilder ours = table();
    StringBuilder libraries = table();
    Exposition.of(text)
        .families()
        .forEach(
            (name, family) -> {
              // Free inodes are there where a file system has a fixed number; see the text above.
              boolean always = !name.contains("inodes") && !name.endsWith("_max");
              if (always) {
                (name.startsWith("ingestd_") ? ours : libraries).append(row(name, family));
              }
            });
    Documents.assertPartUpToDate("docs/metrics.md", "metrics", ours.toString());
    Documents.assertPartUpToDate("docs/metrics.md", "libraries", libraries.toString());
  }

  private static StringBuilder table() {
    return new StringBuilder("| metric | type | labels | what it says |\n|---|---|---|---|\n");
  }

  private static String row(String name, Family family) {
    String labels = String.join(", ", new java.util.TreeSet<>(family.labels()));
    return "| `%s` | %s | %s | %s |\n".formatted(name, family.type(), labels, family.help());
  }

  @Test
  void everyPromisedNameIsThere() {
    Map<String, Family> families = Exposition.of(text).families();

    assertThat(families.keySet()).containsAll(PROMISED);
  }

  @Test
  void everyMeterOfOursIsExplainedAndNoLabelHoldsAFileName() {
    assertThat(Exposition.of(text).families())
        .allSatisfy((name, family) -> assertThat(family.help()).as(name).isNotBlank());
    assertThat(text).doesNotContain("secret-name");
  }
}
