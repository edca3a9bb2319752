// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, message by message. */
final class ReportsTest {

  private static final long PID = 4711;
  private static final String SAFE = "All 3 files are safe.";

  @TempDir private Path folder;
  private ServiceEars ears;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void listen() throws IOException {
    Path socket = folder.resolve("notify");
    ears = ServiceEars.at(socket);
    environment.put("NOTIFY_SOCKET", socket.toString());
    environment.put("WATCHDOG_USEC", "15000000");
  }

  @AfterEach
  void deafen() {
    ears.close();
  }

  private ServiceManager manager() {
    return ServiceManager.of(environment, PID);
  }

  @Test
  void whileItStartsMoreTimeIsAskedForAndOnceItRunsItIsReady() throws IOException {
    try (ServiceManager manager = manager()) {
      Reports reports = new Reports(manager);
      reports.beat();
      assertThat(ears.news()).containsExactly("EXTEND_TIMEOUT_USEC=15000000", "WATCHDOG=1");

      reports.running(() -> new Vital(SAFE, List.of()));
      reports.beat();
      reports.beat();

      assertThat(ears.news())
          .containsExactly("READY=1", "STATUS=" + SAFE, "WATCHDOG=1", "WATCHDOG=1");
    }
  }

  @Test
  void aStartThatNeverEndsIsGivenUpAfterHalfAnHour() throws IOException {
    try (ServiceManager manager = manager()) {
      Reports reports = new Reports(manager);
      for (int i = 0; i < 30 * 60 / 5; i++) {
        reports.beat();
        assertThat(ears.news()).endsWith("WATCHDOG=1");
      }
      reports.beat();
      assertThat(ears.news()).isEmpty();
    }
  }

  @Test
  void theWatchdogStarvesWhileAStepHangsAndIsFedAgainAfterwards() throws IOException {
    try (ServiceManager manager = manager()) {
      Reports reports = new Reports(manager);
      reports.running(() -> new Vital(SAFE, List.of()));
      reports.beat();
      assertThat(ears.news()).contains("WATCHDOG=1");

      reports.running(() -> new Vital(SAFE, List.of("register")));
      ears.news();
      reports.beat();
      reports.beat();
      assertThat(ears.news()).containsExactly("STATUS=No progress in register; " + SAFE);

      reports.running(() -> new Vital(SAFE, List.of()));
      ears.news();
      reports.beat();
      assertThat(ears.news()).containsExactly("STATUS=" + SAFE, "WATCHDOG=1");
    }
  }

  /** A manager that hangs must not hang the daemon; what matters is said again. */
  @Test
  void aManagerThatDoesNotReadIsNotWaitedFor() throws IOException {
    try (ServiceManager manager = manager()) {
      for (int i = 0; i < 5_000; i++) {
        manager.alive();
      }
      Reports reports = new Reports(manager);
      reports.running(() -> new Vital(SAFE, List.of()));
      assertThat(ears.news()).doesNotContain("READY=1");

      reports.beat();

      assertThat(ears.news()).containsExactly("READY=1", "STATUS=" + SAFE, "WATCHDOG=1");
    }
  }

  @Test
  void anAbstractSocketIsReachedToo() throws IOException {
    String name = "ingestd-test-" + ProcessHandle.current().pid();
    try (ServiceEars abstractEars = ServiceEars.named(name)) {
      environment.put("NOTIFY_SOCKET", "@" + name);
      try (ServiceManager manager = manager()) {
        manager.ready();
      }
      assertThat(abstractEars.heard()).containsExactly("READY=1");
    }
  }

  @Test
  void aStatusIsOneShortLine() throws IOException {
    try (ServiceManager manager = manager()) {
      manager.status("two\nlines\tREADY=1" + "x".repeat(500));
    }
    assertThat(ears.heard()).singleElement().asString().startsWith("STATUS=two lines READY=1x");
    assertThat(ears.heard().get(0)).hasSize("STATUS=".length() + 200);
  }

  @Test
  void aWatchdogSetForAnotherProcessOrWithoutSenseIsNone() {
    assertThat(watchdog("15000000", "")).isEqualTo(Duration.ofSeconds(15));
    assertThat(watchdog("15000000", "4711")).isEqualTo(Duration.ofSeconds(15));
    assertThat(watchdog("15000000", "4712")).isEqualTo(Duration.ZERO);
    for (String nonsense : List.of("", "soon", "0", "-5", "9223372036854775807")) {
      assertThat(watchdog(nonsense, "")).as(nonsense).isEqualTo(Duration.ZERO);
    }
  }

  /** Zero: none. */
  private Duration watchdog(String micros, String pid) {
    environment.put("WATCHDOG_USEC", micros);
    environment.put("WATCHDOG_PID", pid);
    try (ServiceManager manager = manager()) {
      return manager.watchdog().orElse(Duration.ZERO);
    }
  }

  @Test
  void withoutAManagerNothingIsSaidAndOneThatIsGoneHarmsNothing() {
    try (ServiceManager none = ServiceManager.of(Map.of(), PID)) {
      assertThat(none.listens()).isFalse();
      none.ready();
    }
    ears.close();
    try (ServiceManager gone = manager()) {
      assertThat(gone.listens()).isTrue();
      gone.ready();
      gone.alive();
    }
    environment.put("NOTIFY_SOCKET", "/" + "long".repeat(60));
    try (ServiceManager refused = manager()) {
      refused.ready();
    }
  }
}
