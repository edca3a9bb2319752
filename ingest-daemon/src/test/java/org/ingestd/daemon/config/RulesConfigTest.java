// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ingestd.routes.condition.Condition;
import org.ingestd.routes.condition.Values;
import org.ingestd.routes.condition.When;
import org.ingestd.routes.condition.Wildcard;
import org.ingestd.routes.contract.SourceSettings.RuleWish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code when} and {@code chained} of rules. */
final class RulesConfigTest {

  @TempDir private Path folder;
  private Written written;

  @BeforeEach
  void begin() {
    written = new Written(folder);
  }

  private List<RuleWish> rules() throws Exception {
    return Wiring.ingest(written.config()).sources().get(0).treatment().rules();
  }

  private static Values values(List<String> is, List<String> isNot) {
    return new Values(
        is.stream().map(Wildcard::new).toList(), isNot.stream().map(Wildcard::new).toList());
  }

  @Test
  void becomesTheConditionsOfRules() throws Exception {
    written.source(
        """
        naming: { pattern: 'Run(?<run>[0-9]+)[.](?<kind>[a-z]+)' }
        metadata: { fits: [OBJECT] }
        rules:
          - expression: QOS=TAPE
            copies: 2
            chained: { via: OFFSITE=true }
          - expression: QOS=DISK
            when:
              - { group: run, is: [0070, "8*"] }
              - { metadata: fits_OBJECT, is-not: [DARK] }
              - { size-from: 1GiB, size-below: 1TB }
        """);

    List<RuleWish> rules = rules();

    assertThat(rules.get(0).when()).isEqualTo(When.ALWAYS);
    assertThat(rules.get(0).via()).isEqualTo(Optional.of("OFFSITE=true"));
    assertThat(rules.get(1).via()).isEmpty();
    assertThat(rules.get(1).when().conditions())
        .containsExactly(
            new Condition.OfGroup("run", values(List.of("0070", "8*"), List.of())),
            new Condition.OfMetadata("fits_OBJECT", values(List.of(), List.of("DARK"))),
            new Condition.OfSize(1L << 30, 1_000_000_000_000L));
  }

  @Test
  void namesEveryFaultOfConditionsWithItsLine() {
    written.source(
        """
        naming: { pattern: 'Run(?<run>[0-9]+)' }
        metadata: { fits: [OBJECT] }
        rules:
          - expression: QOS=TAPE
            when:
              - { group: subrun, is: [1] }
              - { metadata: fits_TELESCOP, is: [LST] }
              - { size-from: 1 GiG }
              - { size-from: 2GiB, size-below: 1GiB }
              - { group: run, metadata: fits_OBJECT, is: [x] }
              - { group: run }
              - { size-from: 1GiB, is: [x] }
              - { group: run, matches: ".*" }
        """);

    assertThat(String.join("\n", written.faults()))
        .contains("16: sources[0].rules[0].when[0].group: subrun: naming.pattern has no such group")
        .contains("17: sources[0].rules[0].when[1].metadata: fits_TELESCOP: nothing gives it")
        .contains("18: sources[0].rules[0].when[2].size-from: 1 GiG: must be a size such as")
        .contains("19: sources[0].rules[0].when[3].size-below: 1GiB: no file is so small")
        .contains("20: sources[0].rules[0].when[4]: one of group, metadata, or size")
        .contains("21: sources[0].rules[0].when[5]: is or is-not is missing")
        .contains("22: sources[0].rules[0].when[6]: a size is told by size-from")
        .contains("23: sources[0].rules[0].when[7].matches: unknown key");
  }

  @Test
  void takesOneExpressionTwiceOnlyForDifferentFiles() throws Exception {
    written.source(
        """
        naming: { pattern: '(?<kind>[a-z]+).*' }
        rules:
          - { expression: QOS=TAPE, when: [{ group: kind, is: [cal] }], activity: T0 Export }
          - { expression: QOS=TAPE, when: [{ group: kind, is: [sky] }] }
          - { expression: QOS=TAPE, when: [{ group: kind, is: [sky] }] }
          - { expression: QOS=TAPE, copies: 2 }
        """);

    assertThat(written.faults())
        .singleElement()
        .asString()
        .startsWith("15: sources[0].rules[2].expression: QOS=TAPE: the same expression");
  }

  @Test
  void refusesAChainOfOneRuleToItself() {
    written.source("rules: [{ expression: TAPE, chained: { via: TAPE } }]");

    assertThat(written.faults())
        .containsExactly(
            "11: sources[0].rules[0].chained.via: TAPE: the rule itself makes this one copy; leave"
                + " 'chained' out");
  }

  @Test
  void warnsOfSafeCopiesThatNotEveryFileGets() throws Exception {
    written.source(
        """
        naming: { pattern: '(?<kind>[a-z]+).*' }
        rules:
          - { expression: QOS=TAPE }
          - { expression: QOS=DISK, when: [{ group: kind, is: [cal] }] }
        safe: { copies: 2 }
        """);

    assertThat(written.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("15: sources[0].safe.copies: 2: only 1 copies are made of every"));
  }
}
