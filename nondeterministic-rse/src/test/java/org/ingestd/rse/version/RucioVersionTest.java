// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RucioVersionTest {

  @ParameterizedTest
  @CsvSource({
    "32.8.6,     false, false",
    "37.7.1,     false, false",
    "38.6.4,     true,  false",
    "39,         true,  true",
    "v41.0.0rc1, true,  true",
    "' 35.1',    false, false",
    "site-build, true,  true",
    "'',         true,  true",
    "99999999.1, true,  true",
  })
  void knowsWhatAServerDoes(String text, boolean slash, boolean zeroIsBest) {
    RucioVersion version = new RucioVersion(text);

    assertThat(version.has(RucioDifference.SLASH_IN_NAMES)).isEqualTo(slash);
    assertThat(version.has(RucioDifference.PRIORITY_ZERO_IS_BEST)).isEqualTo(zeroIsBest);
  }
}
