// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.StartRefused;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.bed.RucioBed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Rucio says to expressions and to rules whose copies are made from one place. */
@Tag("real")
class RulesOnRucioTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static RucioBed bed;

  @TempDir private Path home;

  @BeforeAll
  static void startRucio() {
    bed = RucioBed.start();
  }

  @AfterAll
  static void stopRucio() {
    if (bed != null) {
      bed.close();
    }
  }

  private Configuration configuration(String rules) throws Exception {
    Path data = Files.createDirectories(bed.onsite().resolve("rules"));
    Path password = Files.writeString(home.resolve("password"), "pw");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path file = home.resolve("ingestd.yaml");
    Files.writeString(
        file,
        """
        instance: rules
        state: %s
        rucio:
          url: %s
          account: clerk
          auth: { username: clerk, password: "${file:%s}" }
        rse: { name: ONSITE, root: %s }
        http: { listen: "127.0.0.1:0" }
        sources:
          - name: rules
            path: %s
            rescan: 1s
            complete: { quiet: 200ms }
            naming: { scope: clerk, did: "rules.{name}", dataset: "rules.{night}" }
            rules: %s
        """
            .formatted(home.resolve("state"), bed.url(), password, bed.onsite(), data, rules));
    return Configuration.read(file);
  }

  private static void write(String name) throws IOException {
    Files.writeString(bed.onsite().resolve("rules").resolve(name), "content of " + name);
  }

  private static long safe(Daemon daemon) {
    return daemon.journal().census().tallies().values().stream()
        .flatMap(tallies -> tallies.entrySet().stream())
        .filter(tally -> tally.getKey() == FileState.SAFE)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  @Test
  void refusesToStartWithAnExpressionThatNamesNoRse() throws Exception {
    Configuration configuration =
        configuration("[{ expression: QOS=TAPE }, { expression: 'QOS=PAPER' }]");

    assertThatThrownBy(
            () ->
                Daemon.start(configuration.config(), Clock.systemUTC(), new SilentListener())
                    .close())
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
    write("a.fits");

    try (Daemon daemon =
        Daemon.start(configuration.config(), Clock.systemUTC(), new SilentListener())) {
      await().atMost(PATIENCE).until(() -> safe(daemon) == 1);
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
