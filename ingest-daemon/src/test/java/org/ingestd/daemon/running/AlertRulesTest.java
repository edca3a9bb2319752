// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.SiteWithCatalogue;
import org.junit.jupiter.api.Test;

/** Alert rules, their cases and the dashboard hold together with what a daemon really has. */
final class AlertRulesTest extends SiteWithCatalogue {

  private Set<String> known() throws Exception {
    site.source(
        """
        complete: { quiet: 1s }
        expected: { count: 5 }
        naming: { scope: lst, dataset: "R0/{night}" }
        rules: [{ expression: QOS=TAPE }]
        """);
    Set<String> names =
        new TreeSet<>(Exposition.of(EveryMeter.scrape(site.config())).families().keySet());
    // Not on every file system; docs/metrics.md says so.
    names.add("ingestd_filesystem_inodes");
    names.add("ingestd_filesystem_free_inodes");
    return names;
  }

  @Test
  void everyMetricOfAlertsAndDashboardIsThereAndAWrongNameIsFound() throws Exception {
    Set<String> known = known();

    assertThat(AlertRules.unknownMetrics(AlertRules.rules(), known)).isEmpty();
    assertThat(AlertRules.unknownMetrics(AlertRules.dashboard(), known)).isEmpty();

    JsonNode planted = AlertRules.rules();
    ObjectNode first = (ObjectNode) planted.at("/groups/0/rules/0");
    first.put(
        "expr", first.get("expr").asText().replace("ingestd_oldest_file", "ingestd_eldest_file"));
    assertThat(AlertRules.unknownMetrics(planted, known))
        .containsExactly("ingestd_eldest_file_timestamp_seconds");
  }

  @Test
  void everyAlertHasACaseThatFiresAndOneThatDoesNotAndAMissingOneIsFound() throws Exception {
    Set<String> alerts = AlertRules.alerts(AlertRules.rules()).keySet();

    assertThat(alerts).hasSizeGreaterThan(30);
    assertThat(AlertRules.withoutBothCases(alerts, AlertRules.cases())).isEmpty();

    assertThat(
            AlertRules.withoutBothCases(
                alerts,
                AlertRules.cases()
                    .filter(
                        one ->
                            !one.get("alertname").asText().equals("IngestConflict")
                                || !one.get("exp_alerts").isEmpty())))
        .containsExactly("IngestConflict");
  }

  @Test
  void everyRunbookIsASectionOfTheProblemsAndEveryAlertSaysHowUrgentItIs() throws Exception {
    Map<String, JsonNode> alerts = AlertRules.alerts(AlertRules.rules());
    String problems = Files.readString(Documents.TOP.resolve("docs/problems.md"));

    assertThat(AlertRules.withoutRunbook(alerts, problems)).isEmpty();
    assertThat(alerts.values())
        .allSatisfy(
            alert -> {
              assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
              assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            });

    assertThat(AlertRules.withoutRunbook(alerts, problems.replace("## CONFLICT", "## Quarrel")))
        .containsExactly("IngestConflict");
  }
}
