// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.daemon.running.LifeSign;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sources that are paused, and rules that are mended, through a daemon and without one. */
final class SiteCommandTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @BeforeEach
  void oneFile() throws Exception {
    site.file("a.fits", "some bytes");
  }

  private Daemon start() throws Exception {
    Daemon daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
    await().atMost(PATIENCE).until(() -> LifeSign.ofRunning(site.state()).isPresent());
    return daemon;
  }

  private Invocation call(String... words) throws Exception {
    return Invocation.of(
        Stream.concat(Stream.of(words), Stream.of("--config", site.config().toString())).toArray());
  }

  private List<JsonNode> lines(String... words) throws Exception {
    Invocation call =
        call(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
    assertThat(call.exit()).as(call.err()).isIn(0, 2);
    return call.out().lines().map(SiteCommandTest::read).toList();
  }

  private static JsonNode read(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  private int count(String state) throws Exception {
    return lines("files", "list", "--state", state).size();
  }

  private List<String> repaired(String... options) throws Exception {
    return lines(
            Stream.concat(Stream.of("rules", "repair"), Stream.of(options)).toArray(String[]::new))
        .stream()
        .map(line -> line.get("expression").asText() + " " + line.get("result").asText())
        .sorted()
        .toList();
  }

  /** Its id. */
  private String rule(String expression) {
    List<String> all =
        catalogue.snapshot().rules().entrySet().stream()
            .filter(rule -> rule.getValue().expression().equals(expression))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(all).as("never a second rule").hasSize(1);
    return all.get(0);
  }

  private void makeSafe() throws Exception {
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> count("SAFE") == 1);
    }
  }

  @Test
  void aPausedSourceTakesUpNothingUntilItIsResumedAlsoAfterARestart() throws Exception {
    makeSafe();
    assertThat(call("sources", "pause", "camera", "--reason", "disk is checked").out())
        .contains("camera  paused  paused by", ": disk is checked");
    assertThat(
            lines("sources", "pause", "camera", "--reason", "again").get(0).get("result").asText())
        .isEqualTo("already_paused");
    site.file("b.fits", "more bytes");

    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await()
          .atMost(PATIENCE)
          .until(() -> lines("sources", "list").get(0).path("online").isBoolean());
      JsonNode source = lines("sources", "list").get(0);
      assertThat(source.get("online").asBoolean()).isFalse();
      assertThat(source.get("paused").asText()).contains("disk is checked");
      assertThat(lines("files", "list")).hasSize(1);

      Invocation resumed = call("sources", "resume", "camera", "--reason", "checked");

      assertThat(resumed.out()).isEqualTo("camera  resumed\n");
      await().atMost(PATIENCE).until(() -> count("SAFE") == 2);
      assertThat(call("sources", "resume", "camera", "--reason", "x").out())
          .isEqualTo("camera  already_resumed\n");
      assertThat(call("sources", "rescan", "camera", "--reason", "x").out())
          .isEqualTo("camera  rescanned\n");
      assertThat(call("sources", "list").out()).contains("camera").contains("online");
    }
    assertThat(call("sources", "rescan", "camera", "--reason", "x").out())
        .isEqualTo("camera  already_due\n");
  }

  @Test
  void anUnknownSourceAndASiteWithoutAJournalAreRefused() throws Exception {
    assertThat(call("sources", "pause", "camera", "--reason", "x").exit()).isEqualTo(65);
    assertThat(site.state()).as("nothing is made").doesNotExist();
    assertThat(call("sources", "pause", "other", "--reason", "x").err())
        .contains("No source is called 'other'; there are: camera");
    assertThat(call("sources", "pause", "camera", "--reason", " ").exit()).isEqualTo(64);
    assertThat(call("rules", "list").exit()).isZero();
    assertThat(call("sources", "list").exit()).isZero();
  }

  @Test
  void aRuleThatIsGoneIsMadeAgainAndNeverASecondOne() throws Exception {
    makeSafe();
    assertThat(repaired("--reason", "look"))
        .containsExactly("ONSITE already_fine", "QOS=TAPE already_fine");
    catalogue.admin().deleteRule(rule("QOS=TAPE"));

    assertThat(repaired("--dry-run"))
        .containsExactly("ONSITE already_fine", "QOS=TAPE would_be_repaired");
    assertThat(call("rules", "repair", "--dry-run").exit()).isEqualTo(2);
    assertThat(repaired("--reason", "somebody deleted it"))
        .containsExactly("ONSITE already_fine", "QOS=TAPE made_again");
    assertThat(repaired("--reason", "once more"))
        .containsExactly("ONSITE already_fine", "QOS=TAPE already_fine");

    assertThat(rule("QOS=TAPE")).isNotEmpty();
    assertThat(call("files", "history", "a.fits").out())
        .contains("somebody deleted it (QOS=TAPE MADE_AGAIN)");
    assertThat(lines("rules", "list", "--state", "GONE")).hasSize(1);
    assertThat(lines("rules", "list")).hasSize(2);
  }

  @Test
  void aStuckRuleIsAskedForAgainThroughTheDaemonAndASuspendedOneNeedsAnAdmin() throws Exception {
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> count("SAFE") == 1);
      catalogue.admin().setRuleState(rule("QOS=TAPE"), "SUSPENDED", "no tape");

      assertThat(repaired("--reason", "tape is back"))
          .containsExactly("ONSITE already_fine", "QOS=TAPE needs_admin");
      assertThat(call("rules", "list", "--state", "suspended").out()).contains("no tape");

      catalogue.admin().setRuleState(rule("QOS=TAPE"), "STUCK", "no tape");
      assertThat(repaired("--reason", "tape is back"))
          .containsExactly("ONSITE already_fine", "QOS=TAPE asked_again");
    }
    assertThat(call("rules", "list", "--state", "nonsense").exit()).isEqualTo(64);
    assertThat(call("rules", "repair").err()).contains("Say --reason, or --dry-run.");
  }

  @Test
  void whereOnlyAdminsMayHastenAStuckRuleItWaitsForRuciosOwnRepairer() throws Exception {
    site.auth("{ username: clerk, password: \"pw\" }").account("clerk");
    site.source(
        """
        complete: { quiet: 1s }
        rescan: 1s
        naming: { scope: clerk, dataset: "R0" }
        rules: [{ expression: QOS=TAPE }]
        """);
    makeSafe();
    catalogue.admin().setRuleState(rule("QOS=TAPE"), "STUCK", "no tape");

    assertThat(repaired("--reason", "tape is back"))
        .containsExactly("ONSITE already_fine", "QOS=TAPE waits");
  }
}
