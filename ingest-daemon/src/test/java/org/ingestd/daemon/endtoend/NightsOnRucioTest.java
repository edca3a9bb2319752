// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Datasets that are full, closed and contained, on a real Rucio. */
@Tag("real")
@Tag("versions")
@ExtendWith(WithRucio.class)
final class NightsOnRucioTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String LIMITED_AND_CLOSED =
      """
      naming: { scope: clerk, did: "%1$s.{name}", dataset: "%1$s.all", container: "%1$s.programme" }
      expected: { count: 3 }
      datasets: { max-files: 2, late: %2$s, close: { expected: true } }
      rules: [{ expression: QOS=TAPE }]
      """;

  private final RucioBed bed;
  @TempDir private Path home;

  NightsOnRucioTest(RucioBed bed) {
    this.bed = bed;
  }

  private List<String> datasets(OnRucio site) throws Exception {
    return bed.sql(
        "select d.name || ' ' || case when d.is_open then 'open' else 'closed' end || ' ' ||"
            + " (select count(*) from dev.contents c where c.scope = d.scope and c.name = d.name)"
            + " from dev.dids d where d.scope = 'clerk' and d.did_type = 'D' and d.name like '"
            + site.name()
            + ".%' order by 1");
  }

  private List<String> contained(OnRucio site) throws Exception {
    return bed.sql(
        "select child_name from dev.contents where scope = 'clerk' and name = '"
            + site.name()
            + ".programme' order by 1");
  }

  private static void awaitClosed(Daemon daemon, int files) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> OnRucio.safe(daemon) == files && daemon.journal().unclosedDatasets().isEmpty());
  }

  @Test
  void closesFullAndContinuedDatasetsOnceAndPutsLateFilesIntoAnotherOne() throws Exception {
    OnRucio site = new OnRucio(bed, home, "nights");
    Configuration configuration =
        site.configuration(LIMITED_AND_CLOSED.formatted(site.name(), "own"));
    for (String name : List.of("a", "b", "c")) {
      site.write(name);
    }

    try (Daemon daemon = OnRucio.start(configuration)) {
      awaitClosed(daemon, 3);
      assertThat(datasets(site))
          .containsExactly("nights.all closed 2", "nights.all_part002 closed 1");
      assertThat(contained(site)).containsExactly("nights.all", "nights.all_part002");

      site.write("d");
      awaitClosed(daemon, 4);
    }

    assertThat(datasets(site))
        .containsExactly(
            "nights.all closed 2", "nights.all_late open 1", "nights.all_part002 closed 1");
    assertThat(contained(site))
        .containsExactly("nights.all", "nights.all_late", "nights.all_part002");
    assertThat(
            bed.sql(
                "select name || ' ' || rse_expression from dev.rules where scope = 'clerk' and name"
                    + " like 'nights.%' and rse_expression like 'QOS%' order by 1"))
        .as("each dataset has the rule once")
        .containsExactly(
            "nights.all QOS=TAPE", "nights.all_late QOS=TAPE", "nights.all_part002 QOS=TAPE");
  }

  @Test
  void opensAClosedDatasetForALateFileAndClosesItAgain() throws Exception {
    OnRucio site = new OnRucio(bed, home, "reopened");
    Configuration configuration =
        site.configuration(LIMITED_AND_CLOSED.formatted(site.name(), "reopen"));
    for (String name : List.of("a", "b", "c")) {
      site.write(name);
    }

    try (Daemon daemon = OnRucio.start(configuration)) {
      awaitClosed(daemon, 3);
      site.write("d");
      awaitClosed(daemon, 4);
    }

    assertThat(datasets(site))
        .containsExactly("reopened.all closed 2", "reopened.all_part002 closed 2");
  }
}
