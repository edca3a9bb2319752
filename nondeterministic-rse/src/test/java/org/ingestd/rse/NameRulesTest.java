// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {

  @ParameterizedTest
  @CsvSource({
    "1.31.2,         false, 2",
    "32.8.6,         false, 2",
    "34.6.0,         false, 2",
    "35.9.2,         false, 1",
    "37.7.1,         false, 1",
    "38.6.0,         true,  1",
    "41.0.0rc1,      true,  1",
    "41,             true,  1",
    "v35.1,          false, 1",
    "site-build,     true,  1",
  })
  void knowsTheRulesOfAVersion(String version, boolean slash, int shortest) {
    NameRules rules = NameRules.ofServer(version);

    assertThat(rules.slashAllowed()).isEqualTo(slash);
    assertThat(rules.shortestName()).isEqualTo(shortest);
    assertThat(rules.server()).isEqualTo("Rucio " + version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "9", "/a", "R0/20260121/LST-1.1.Run01_x5F.fits.fz", "a-", "a//b"})
  void takesNamesThatRucioTakes(String name) {
    assertThat(NameRules.NEWEST.whyNotName(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "_a", "-a", ".a", "a b", "a+b", "a:b", "a#b", "a~", "ä", "a\n", "a\u0661"})
  void refusesNamesThatRucioRefuses(String name) {
    assertThat(NameRules.NEWEST.whyNotName(name)).isPresent();
  }

  @Test
  void refusalQuotesRuleValueAndVersion() {
    NameRules old = NameRules.ofServer("35.9.2");

    assertThat(old.whyNotName("R0/a").orElseThrow())
        .isEqualTo(
            "The name 'R0/a' has a slash; Rucio 35.9.2 takes names with slashes only from version 38 on");
    assertThat(old.whyNotName("a b").orElseThrow())
        .contains("'a b' has ' ' at position 2", "Rucio 35.9.2 takes letters, digits");
    assertThat(NameRules.ofServer("32.8.6").whyNotName("a").orElseThrow())
        .contains("'a' has 1 character", "Rucio 32.8.6 wants at least 2");
  }

  @Test
  void refusalShowsHostileNamesWithoutHarm() {
    assertThat(NameRules.NEWEST.whyNotName("a\u001b[2J").orElseThrow())
        .contains("\\x1b")
        .doesNotContain("\u001b");
  }

  @Test
  void countsLengths() {
    assertThat(NameRules.NEWEST.whyNotName("n".repeat(250))).isEmpty();
    assertThat(NameRules.NEWEST.whyNotName("n".repeat(251)).orElseThrow())
        .contains("251 characters", "at most 250");
    assertThat(NameRules.NEWEST.whyNotScope("s".repeat(25))).isEmpty();
    assertThat(NameRules.NEWEST.whyNotScope("s".repeat(26)).orElseThrow())
        .contains("26 characters", "at most 25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_lst", ".lst", "-lst", "LST_1.raw"})
  void takesScopesThatRucioTakes(String scope) {
    assertThat(NameRules.NEWEST.whyNotScope(scope)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lst/r0", "lst:r0", "l st", "löst"})
  void refusesScopesThatRucioRefuses(String scope) {
    assertThat(NameRules.NEWEST.whyNotScope(scope)).isPresent();
  }
}
