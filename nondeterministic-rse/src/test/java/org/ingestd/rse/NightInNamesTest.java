// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.NamingResult.PatternMismatch;
import org.ingestd.rse.NamingSettings.Escape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the night in a name comes from. */
final class NightInNamesTest extends NamingMaterial {

  @ParameterizedTest
  @CsvSource({
    "x_2026-01-22T02:00:00.fits, 20260121, datetime",
    "x_2026-01-22T14:00:00.fits, 20260122, datetime",
    "x_2026-01-22.fits,          20260122, datetime",
  })
  void theNightComesFromTheNameWhereItSaysSo(String name, String night, String from) {
    Naming naming =
        naming(
            "{night}/{name}", Optional.of(Pattern.compile("x_(?<datetime>.*)\\.fits")), Escape.HEX);

    Named named = named(naming.name(RawPath.of(name), Instant.parse("2020-06-01T00:00:00Z")));

    assertThat(named.night()).isEqualTo(night);
    assertThat(named.nightFrom()).isEqualTo(from);
    assertThat(named.did().name()).startsWith(night + "/x_");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-05T23:30:00.123, 20240305",
    "2024-03-05T02:30:00,     20240304",
    "2024-03-05 23:30:00,     20240305",
    "2024-03-05,              20240305",
    "05/03/97,                19970305",
  })
  void dateObsTellsTheNightWhereTheNameDoesNot(String card, String night) {
    Named named =
        named(
            naming("{night}/{name}", Optional.empty(), Escape.HEX)
                .name(RawPath.of("x.fits"), MODIFIED, Optional.of(card)));

    assertThat(named.night()).isEqualTo(night);
    assertThat(named.nightFrom()).isEqualTo("FITS DATE-OBS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"15", "01", "", "unknown", "2024-13-05", "99/99/99"})
  void aDateObsThatIsNoDateCountsAsNotThere(String card) {
    Named named =
        named(
            naming("{night}/{name}", Optional.empty(), Escape.HEX)
                .name(RawPath.of("x.fits"), MODIFIED, Optional.of(card)));

    assertThat(named.nightFrom()).isEqualTo("mtime");
  }

  @Test
  void theNameGoesBeforeDateObs() {
    Naming naming =
        naming("{path}", Optional.of(Pattern.compile("(?<date>\\d+)\\.fits")), Escape.HEX);

    Named named =
        named(
            naming.name(RawPath.of("20250101.fits"), MODIFIED, Optional.of("2024-03-05T23:30:00")));

    assertThat(named.night()).isEqualTo("20250101");
    assertThat(named.nightFrom()).isEqualTo("date");
  }

  @Test
  void aDateTimeGoesBeforeADateAndADateBeforeMtime() {
    Pattern both = Pattern.compile("(?<date>\\d+)-(?<datetime>.*)");

    assertThat(
            named(
                naming("{path}", Optional.of(both), Escape.HEX)
                    .name(RawPath.of("20250101-20240101T230000"), MODIFIED)))
        .extracting(Named::night, Named::nightFrom)
        .containsExactly("20240101", "datetime");
    assertThat(
            named(
                naming("{path}", Optional.of(both), Escape.HEX)
                    .name(RawPath.of("20250101-odd"), MODIFIED)))
        .extracting(Named::night, Named::nightFrom)
        .containsExactly("20250101", "date");
  }

  @Test
  void aDateThatCannotBeReadIsAMismatchOnlyWhereANameNeedsTheNight() {
    Optional<Pattern> dated = Optional.of(Pattern.compile("(?<date>\\d+)"));
    RawPath odd = RawPath.of("20261399");

    assertThat(naming("{night}/{name}", dated, Escape.HEX).name(odd, MODIFIED))
        .asInstanceOf(type(PatternMismatch.class))
        .extracting(PatternMismatch::why)
        .asString()
        .contains("'date'", "'20261399'");
    assertThat(named(naming("{path}", dated, Escape.HEX).name(odd, MODIFIED)).nightFrom())
        .isEqualTo("mtime");
  }
}
