// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.catalogue.Snapshot;
import org.junit.jupiter.api.Test;

/** Conditions and a chain, from the configuration to the copies, with two lives of the daemon. */
final class RulesNightTest extends SiteWithCatalogue {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Daemon start() throws Exception {
    return Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  private int safe() throws Exception {
    Invocation call = Invocation.of("status", "--json", "--config", site.config());
    return new ObjectMapper().readTree(call.out()).at("/files/SAFE/count").asInt();
  }

  private Map<String, List<String>> rules() {
    Map<String, List<String>> rules = new TreeMap<>();
    for (Snapshot.Rule rule : catalogue.snapshot().rules().values()) {
      rules.merge(
          rule.did().name(),
          List.of(rule.expression()),
          (one, other) -> Stream.concat(one.stream(), other.stream()).sorted().toList());
    }
    return rules;
  }

  @Test
  void everyFileGetsTheCopiesThatAreMeantForItAndNoRuleIsMadeTwice() throws Exception {
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming:
          pattern: '(?<kind>[a-z]+)-run(?<run>[0-9]+)[.]fits'
          scope: lst
          did: "{name}"
          dataset: "run{run}"
        rules:
          - { expression: QOS=TAPE, chained: { via: DISK-A } }
          - { expression: DISK-B, when: [{ group: kind, is: [cal] }] }
        """);
    site.file("cal-run7.fits", "calibration");
    site.file("sky-run7.fits", "sky");
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> safe() == 2);
    }
    site.file("sky-run8.fits", "another sky");
    try (Daemon daemon = start()) {
      assertThat(daemon.page()).isNotNull();
      await().atMost(PATIENCE).until(() -> safe() == 3);
    }

    assertThat(rules())
        .containsOnly(
            Map.entry("run7", List.of("DISK-A", "ONSITE", "QOS=TAPE")),
            Map.entry("run8", List.of("DISK-A", "ONSITE", "QOS=TAPE")),
            Map.entry("cal-run7.fits", List.of("DISK-B")));
    Invocation shown =
        Invocation.of("files", "show", "cal-run7.fits", "--json", "--config", site.config());
    JsonNode told = new ObjectMapper().readTree(shown.out());
    assertThat(told.get("rules"))
        .extracting(rule -> rule.get("expression").asText())
        .containsExactlyInAnyOrder("ONSITE", "DISK-A", "QOS=TAPE", "DISK-B");
    Invocation verify = Invocation.of("verify", "--config", site.config());
    assertThat(verify.exit()).as(verify.out()).isZero();
  }
}
