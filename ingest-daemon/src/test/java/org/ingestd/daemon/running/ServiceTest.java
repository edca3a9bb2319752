// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.http.GeneratedCertificate;
import org.ingestd.daemon.http.Visitor;
import org.ingestd.daemon.service.ServiceEars;
import org.ingestd.registration.credential.ClientCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as systemd sees it: its start, its signs of life, SIGHUP, its end. */
final class ServiceTest {

  @TempDir private Path folder;
  private RealDaemon daemon;
  private ServiceEars ears;

  @BeforeEach
  void start() throws IOException {
    daemon = RealDaemon.in(folder);
    Path socket = folder.resolve("notify");
    ears = ServiceEars.at(socket);
    daemon.files("night", 3);
    // Under nohup a JVM hears no SIGHUP, and whoever starts the tests may be.
    daemon.start(
        Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "600000"),
        "env",
        "--default-signal=HUP");
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));
  }

  @AfterEach
  void end() {
    daemon.close();
    ears.close();
  }

  private void reload() throws Exception {
    ears.news();
    RealDaemon.run("kill", "-HUP", Long.toString(daemon.process().pid()));
  }

  @Test
  void saysThatItIsReadyAliveHowItStandsAndThatItStops() throws Exception {
    assertThat(ears.heard()).first().asString().startsWith("EXTEND_TIMEOUT_USEC=");
    RealDaemon.soon()
        .until(() -> ears.heard().stream().anyMatch(line -> line.matches("STATUS=.*3 .*safe.*")));
    RealDaemon.soon().until(() -> ears.news().contains("WATCHDOG=1"));

    daemon.stop();

    assertThat(ears.news()).contains("STOPPING=1");
  }

  @Test
  void readsItsConfigurationAgainAtSighupAndLosesNothing() throws Exception {
    daemon
        .site()
        .source(
            """
            complete: { quiet: 300ms }
            rescan: 1s
            naming: { scope: lst, did: "{path}", dataset: "R1/all" }
            rules: [{ expression: QOS=TAPE }]
            """);
    daemon.site().config();
    reload();
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));

    assertThat(ears.heard()).containsSubsequence("RELOADING=1", "READY=1");
    assertThat(daemon.said())
        .contains("sources[0].complete.quiet: 300ms, was 200ms")
        .contains("sources[0].naming.dataset: R1/all, was R0/all");
    daemon.files("after", 2);
    daemon.reaches("SAFE", 5);
    assertThat(daemon.verb("files", "list", "--json").out()).contains("\"dataset\":\"R1/all\"");
    assertThat(daemon.process().isAlive()).isTrue();
  }

  @Test
  void readsThePagesRenewedCertificateAtSighupAlthoughTheConfigurationIsTheSame() throws Exception {
    GeneratedCertificate first = GeneratedCertificate.make(folder);
    GeneratedCertificate second = GeneratedCertificate.make(folder);
    ClientCertificate.Place.Pair place = GeneratedCertificate.place(folder);
    int port = PageCertificateTest.freePort();
    first.putIn(folder);
    daemon.site().remote(port, place.certificate(), place.key()).config();
    reload();
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));

    second.putIn(folder);
    reload();
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));

    try (Visitor visitor = Visitor.to(port, first, second)) {
      assertThat(visitor.shown()).isEqualTo(second.certificate());
    }
    daemon.stop();
  }

  @Test
  void aConfigurationThatIsRefusedChangesNothing() throws Exception {
    for (String keys : List.of("complete: { quiet: often }", "{")) {
      daemon.site().source(keys);
      daemon.site().config();
      reload();
      RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));
    }

    assertThat(daemon.said()).contains("ingestd.yaml:").contains("the running one stays");
    goesOnAsBefore();
  }

  @Test
  void aConfigurationThatCannotStartGivesWayToTheOneBefore() throws Exception {
    daemon.site().rse("NOWHERE");
    daemon.site().config();
    reload();
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));

    assertThat(daemon.said()).contains("NOWHERE").contains("the one before goes on");
    daemon.site().rse("ONSITE");
    goesOnAsBefore();
  }

  @Test
  void aRuleThatNamesNoRseGivesWayToTheConfigurationBefore() throws Exception {
    daemon
        .site()
        .source(
            """
            complete: { quiet: 200ms }
            naming: { scope: lst, did: "{path}", dataset: "R1/all" }
            rules: [{ expression: QOS=PAPER }]
            """);
    daemon.site().config();
    reload();
    RealDaemon.soon().until(() -> ears.heard().contains("READY=1"));

    assertThat(daemon.said()).contains("QOS=PAPER").contains("the one before goes on");
    goesOnAsBefore();
    assertThat(daemon.verb("files", "list", "--json").out())
        .contains("\"dataset\":\"R0/all\"")
        .doesNotContain("R1/all");
  }

  private void goesOnAsBefore() throws Exception {
    daemon
        .site()
        .source(
            """
            naming: { scope: lst, did: "{path}", dataset: "R0/all" }
            rules: [{ expression: QOS=TAPE }]
            """);
    daemon.files("after", 2);
    daemon.reaches("SAFE", 5);
    daemon.stop();
  }
}
