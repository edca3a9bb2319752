// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.StartRefused;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a real Rucio says to expressions and to rules whose copies are made from one place. */
@Tag("real")
@ExtendWith(WithRucio.class)
final class RulesOnRucioTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final RucioBed bed;
  @TempDir private Path home;

  RulesOnRucioTest(RucioBed bed) {
    this.bed = bed;
  }

  private OnRucio site() {
    return new OnRucio(bed, home, "rules");
  }

  private Configuration configuration(String rules) throws Exception {
    return site()
        .configuration(
            """
            naming: { scope: clerk, did: "rules.{name}", dataset: "rules.{night}" }
            rules: %s
            """
                .formatted(rules));
  }

  @Test
  void refusesToStartWithAnExpressionThatNamesNoRse() throws Exception {
    Configuration configuration =
        configuration("[{ expression: QOS=TAPE }, { expression: 'QOS=PAPER' }]");

    assertThatThrownBy(() -> OnRucio.start(configuration).close())
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(StartRefused.Cause.RULES);
              assertThat(refused.complaints()).containsOnlyKeys("sources[0].rules[1].expression");
            });
  }

  @Test
  void makesTheCopyOnTapeFromTheFirstCopyAlone() throws Exception {
    Configuration configuration =
        configuration("[{ expression: QOS=TAPE, chained: { via: DISK-A } }]");
    site().write("a.fits");

    try (Daemon daemon = OnRucio.start(configuration)) {
      await().atMost(PATIENCE).until(() -> OnRucio.safe(daemon) == 1);
    }

    assertThat(
            bed.sql(
                "select rse_expression, copies, source_replica_expression from dev.rules where"
                    + " scope = 'clerk' and name like 'rules.%' order by created_at"))
        .containsExactly("ONSITE|1|", "DISK-A|1|", "QOS=TAPE|1|DISK-A");
    assertThat(
            bed.sql(
                "select d.rse || ' from ' || s.rse from dev.requests_history r join dev.rses d on"
                    + " d.id = r.dest_rse_id join dev.rses s on s.id = r.source_rse_id where r.scope"
                    + " = 'clerk' and r.name = 'rules.a.fits' order by 1"))
        .as("what was really copied")
        .containsExactly("DISK-A from ONSITE", "TAPE-A from DISK-A");
  }
}
