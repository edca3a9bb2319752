// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ingestd.registration.catalogue.WantedRule.Grouping;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.contract.SourceSettings.RuleTerms;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.ingestd.routes.contract.SourceSettings.Treatment;
import org.ingestd.rse.NamingSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamingAndRulesConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  private Treatment treatment() throws Exception {
    return Wiring.ingest(written.config()).sources().get(0).treatment();
  }

  @Test
  void namesFilesByTheirPathUnlessToldOtherwise() throws Exception {
    NamingSettings naming = treatment().naming();

    assertThat(naming.pattern()).isEmpty();
    assertThat(naming.scope()).isEqualTo("{source}");
    assertThat(naming.did()).isEqualTo("{path}");
    assertThat(naming.dataset()).isEmpty();
    assertThat(naming.night()).isEqualTo(new NamingSettings.Night(ZoneId.of("UTC"), true));
    assertThat(naming.escape()).isEqualTo(NamingSettings.Escape.HEX);
  }

  @Test
  void becomesTheSettingsOfNaming() throws Exception {
    written.source(
        """
        naming:
          pattern: 'Run(?<run>\\d+)'
          scope: lst
          did: "{dir}/{run}"
          dataset: "R0/{night}"
          night: { zone: Atlantic/Canary, noon-to-noon: false }
          escape: refuse
        """);

    NamingSettings naming = treatment().naming();

    assertThat(naming.pattern().orElseThrow().pattern()).isEqualTo("Run(?<run>\\d+)");
    assertThat(naming.scope()).isEqualTo("lst");
    assertThat(naming.did()).isEqualTo("{dir}/{run}");
    assertThat(naming.dataset()).contains("R0/{night}");
    assertThat(naming.night())
        .isEqualTo(new NamingSettings.Night(ZoneId.of("Atlantic/Canary"), false));
    assertThat(naming.escape()).isEqualTo(NamingSettings.Escape.REFUSE);
  }

  @Test
  void namesEveryFaultOfNamingAtOnce() {
    written.source(
        """
        naming:
          pattern: 'Run(?<run>\\d+'
          did: "{subrun}"
          dataset: "{nacht}"
          night: { zone: Atlantic/Canaria }
          escape: drop
        """);

    List<String> faults = written.faults();

    assertThat(faults).hasSize(5);
    assertThat(faults.get(0))
        .isEqualTo(
            "12: sources[0].naming.pattern: Run(?<run>\\d+: must be a regular expression; Unclosed"
                + " group at character 14");
    assertThat(faults.get(1))
        .startsWith("13: sources[0].naming.did: {subrun}: ")
        .contains("subrun");
    assertThat(faults.get(2))
        .startsWith("14: sources[0].naming.dataset: {nacht}: ")
        .contains("nacht");
    assertThat(faults.get(3))
        .isEqualTo(
            "15: sources[0].naming.night.zone: Atlantic/Canaria: must be a time zone such as UTC or"
                + " Atlantic/Canary; unknown here");
    assertThat(faults.get(4))
        .isEqualTo("16: sources[0].naming.escape: drop: must be one of hex, refuse");
  }

  @Test
  void makesOneCopyForEverUnlessToldOtherwise() throws Exception {
    written.source("rules: [{ expression: QOS=TAPE }]");

    assertThat(treatment().rules())
        .containsExactly(
            new RuleWish(
                "QOS=TAPE",
                1,
                new RuleTerms(
                    "User Subscriptions", Optional.empty(), Optional.empty(), Grouping.DATASET),
                When.ALWAYS));
    assertThat(treatment().safeCopies()).as("as many as the rules make").isEmpty();
  }

  @Test
  void becomesTheWishesForRules() throws Exception {
    written.source(
        """
        rules:
          - { expression: QOS=TAPE, copies: 2, activity: T0 Export, lifetime: null }
          - { expression: A|B, lifetime: 30d, weight: share, grouping: none }
        safe: { copies: 2, verify: catalogue }
        """);

    Treatment treatment = treatment();

    assertThat(treatment.rules())
        .containsExactly(
            new RuleWish(
                "QOS=TAPE",
                2,
                new RuleTerms("T0 Export", Optional.empty(), Optional.empty(), Grouping.DATASET),
                When.ALWAYS),
            new RuleWish(
                "A|B",
                1,
                new RuleTerms(
                    "User Subscriptions",
                    Optional.of(Duration.ofDays(30)),
                    Optional.of("share"),
                    Grouping.NONE),
                When.ALWAYS));
    assertThat(treatment.safeCopies()).hasValue(2);
  }

  @Test
  void wantsNoMoreSafeCopiesThanRulesMakeAndNoRuleTwice() {
    written.source(
        """
        rules:
          - { expression: QOS=TAPE, copies: 0 }
          - { expression: QOS=TAPE }
          - { expression: QOS=TAPE, activity: Stargazing }
        safe: { copies: 4 }
        """);

    assertThat(written.faults())
        .containsExactly(
            "12: sources[0].rules[0].copies: 0: must be a whole number from 1 to 100",
            "13: sources[0].rules[1].expression: QOS=TAPE: the same expression and copies stand"
                + " twice; Rucio takes such a rule once",
            "14: sources[0].rules[2].expression: QOS=TAPE: the same expression and copies stand"
                + " twice; Rucio takes such a rule once",
            "15: sources[0].safe.copies: 4: the rules make only 3 copies, so no file would ever be"
                + " SAFE");
  }

  @Test
  void warnsOfActivitiesThatOnlySomeServersKnow() throws Exception {
    written.source("rules: [{ expression: TAPE, activity: Stargazing }]");

    assertThat(written.warnings())
        .contains(
            "11: sources[0].rules[0].activity: Stargazing: not in Rucio's generic list; only a"
                + " server with its own policy takes it");
  }
}
