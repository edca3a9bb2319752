// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Prometheus with the example configuration beside a daemon of twenty sources. */
@Tag("real")
final class PrometheusTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path RULES = AlertRules.EXAMPLES.resolve("prometheus");
  private static final int SOURCES = 20;

  /** A scrape of twenty sources must take less, in seconds. */
  private static final double QUICK = 0.05;

  private record Said(int exit, String text) {}

  private static Said run(Path input, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(RULES.toFile())
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private static void mustSucceed(Path input, String... command) throws Exception {
    Said said = run(input, command);
    assertThat(said.exit()).as("%s: %s", List.of(command), said.text()).isZero();
  }

  private static final Path NOTHING = Path.of("/dev/null");

  @Test
  void rulesConfigurationsAndEveryCaseAreRight() throws Exception {
    mustSucceed(NOTHING, "promtool", "check", "rules", "ingestd-alerts.yaml");
    mustSucceed(NOTHING, "promtool", "check", "config", "prometheus.yml");
    mustSucceed(NOTHING, "amtool", "check-config", "alertmanager.yml");
    mustSucceed(
        NOTHING,
        "promtool",
        "test",
        "rules",
        "ingestd-alerts.test.yaml",
        "ingestd-alerts-days.test.yaml");
  }

  @Test
  void aCaseThatIsWrongIsFound() throws Exception {
    Path folder = Files.createDirectory(site.folder().resolve("planted"));
    Files.copy(RULES.resolve("ingestd-alerts.yaml"), folder.resolve("ingestd-alerts.yaml"));
    String one =
        """
        rule_files: [ingestd-alerts.yaml]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - series: 'up{job="ingestd"}'
                values: '0x30'
            alert_rule_test:
              - alertname: IngestDown
                eval_time: 10m
                exp_alerts: []
        """;
    Path planted = Files.writeString(folder.resolve("planted.yaml"), one);

    Said said = run(NOTHING, "promtool", "test", "rules", planted.toString());

    assertThat(said.exit()).isNotZero();
    assertThat(said.text()).contains("IngestDown");
  }

  private Path configOfTwentySources() throws IOException {
    StringBuilder text = new StringBuilder(Files.readString(site.config()));
    for (int i = 1; i < SOURCES; i++) {
      Path path = Files.createDirectories(site.root().resolve("S" + i));
      text.append("  - name: s%d\n    path: %s\n".formatted(i, path));
      text.append("    naming: { scope: lst, dataset: \"S%d/{night}\" }\n".formatted(i));
      text.append("    rules: [{ expression: QOS=TAPE }]\n");
    }
    return Files.writeString(site.folder().resolve("twenty.yaml"), text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The example, but for addresses and haste. */
  private Process prometheus(URI page, int port) throws IOException {
    String example = Files.readString(RULES.resolve("prometheus.yml"));
    String here =
        example
            .replace("127.0.0.1:8790", page.getHost() + ":" + page.getPort())
            .replace("- ingestd-alerts.yaml", "- " + RULES.resolve("ingestd-alerts.yaml"))
            .replace("scrape_interval: 15s", "scrape_interval: 1s")
            .replace("evaluation_interval: 30s", "evaluation_interval: 1s");
    Path config = Files.writeString(site.folder().resolve("prometheus.yml"), here);
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + site.folder().resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn")
        .redirectErrorStream(true)
        .redirectOutput(site.folder().resolve("prometheus.log").toFile())
        .start();
  }

  private static String get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  /** The results of a query; none while Prometheus is not there yet. */
  private static JsonNode query(int port, String expression) throws Exception {
    String encoded = URLEncoder.encode(expression, UTF_8);
    URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded);
    try {
      return new ObjectMapper().readTree(get(address)).at("/data/result");
    } catch (IOException notYet) {
      return new ObjectMapper().createArrayNode();
    }
  }

  @Test
  void prometheusScrapesADaemonOfTwentySourcesQuickly() throws Exception {
    site.file("20260121/a.fits", "some bytes");
    int port = freePort();
    try (Daemon daemon =
        Daemon.start(
            Configuration.read(configOfTwentySources()), Clock.systemUTC(), new SilentListener())) {
      Process prometheus = prometheus(daemon.page(), port);
      try {
        await()
            .atMost(PATIENCE)
            .until(() -> !query(port, "ingestd_files{state=\"safe\"} == 1").isEmpty());
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    !query(port, "min_over_time(scrape_duration_seconds[1m]) < " + QUICK)
                        .isEmpty());
        System.out.println(
            "scrape: " + query(port, "quantile_over_time(0.5, scrape_duration_seconds[1m])"));
        assertThat(query(port, "count(ingestd_source_online)").at("/0/value/1").asInt())
            .isEqualTo(SOURCES);
        // Before the first scrape it may have been pending for an evaluation.
        await()
            .atMost(PATIENCE)
            .until(() -> query(port, "ALERTS{alertname=\"IngestDown\"}").isEmpty());

        Path text =
            Files.writeString(
                site.folder().resolve("metrics.txt"), ours(get(daemon.page().resolve("/metrics"))));
        mustSucceed(text, "promtool", "check", "metrics");
      } finally {
        prometheus.destroyForcibly().waitFor();
      }
    }
  }

  /** Names of libraries are not ours to choose. */
  private static String ours(String text) {
    StringBuilder kept = new StringBuilder();
    text.lines()
        .filter(line -> line.replaceFirst("^# (HELP|TYPE) ", "").startsWith("ingestd_"))
        .forEach(line -> kept.append(line).append('\n'));
    return kept.toString();
  }
}
