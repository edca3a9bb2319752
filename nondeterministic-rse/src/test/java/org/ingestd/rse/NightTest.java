// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.ingestd.rse.NamingSettings.Night;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightTest {

  @ParameterizedTest
  @CsvSource({
    "Atlantic/Canary, 2026-01-21T11:59:59.999Z, 20260120",
    "Atlantic/Canary, 2026-01-21T12:00:00Z,     20260121",
    "Atlantic/Canary, 2026-01-22T05:00:00Z,     20260121",
    "Atlantic/Canary, 2026-01-01T03:00:00Z,     20251231",
    "Atlantic/Canary, 2026-07-21T10:59:59Z,     20260720",
    "Atlantic/Canary, 2026-07-21T11:00:00Z,     20260721",
    "America/Santiago, 2026-01-22T02:00:00Z,    20260121",
    "Australia/Perth, 2026-01-21T18:00:00Z,     20260121",
    "Pacific/Kiritimati, 2026-01-21T22:00:00Z,  20260122",
    "UTC,             1969-12-31T12:00:00Z,     19691231",
  })
  void aNightLastsFromNoonToNoonByTheWallClock(ZoneId zone, Instant moment, String night) {
    assertThat(new Night(zone, true).of(moment)).isEqualTo(night);
  }

  /** Europe/Madrid puts its clocks forward on 2026-03-29 and back on 2026-10-25, both at 01:00Z. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-28T11:00:00Z, 20260328",
    "2026-03-29T00:59:59Z, 20260328",
    "2026-03-29T01:00:00Z, 20260328",
    "2026-03-29T09:59:59Z, 20260328",
    "2026-03-29T10:00:00Z, 20260329",
    "2026-10-24T10:00:00Z, 20261024",
    "2026-10-25T00:30:00Z, 20261024",
    "2026-10-25T01:30:00Z, 20261024",
    "2026-10-25T10:59:59Z, 20261024",
    "2026-10-25T11:00:00Z, 20261025",
  })
  void nightsInWhichTheClocksChangeAreAnHourShorterOrLonger(Instant moment, String night) {
    assertThat(new Night(ZoneId.of("Europe/Madrid"), true).of(moment)).isEqualTo(night);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-21T23:30:00Z, 20260121",
    "2026-01-22T00:00:00Z, 20260122",
    "2026-07-21T23:00:00Z, 20260722",
  })
  void withoutNoonToNoonItIsTheCalendarDay(Instant moment, String night) {
    assertThat(new Night(ZoneId.of("Atlantic/Canary"), false).of(moment)).isEqualTo(night);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260121", "2026-01-21", "2026_01_21", "2026.01.21", "2026:01:21"})
  void readsDatesAsTheNightItself(String text) {
    GroupTime time = GroupTime.parse(text).orElseThrow();

    assertThat(time.moment()).isEmpty();
    assertThat(time.night(new Night(ZoneId.of("Pacific/Auckland"), true))).isEqualTo("20260121");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-21T23:59:59,           2026-01-21T23:59:59Z",
    "2026-01-21T23:59:59.123,       2026-01-21T23:59:59Z",
    "2026-01-21T23:59:59.123456789012, 2026-01-21T23:59:59Z",
    "2026-01-21T23:59:59Z,          2026-01-21T23:59:59Z",
    "2026-01-21T23:59:59+01:00,     2026-01-21T22:59:59Z",
    "2026-01-21T23:59:59-03,        2026-01-22T02:59:59Z",
    "2026-01-21T23-59-59,           2026-01-21T23:59:59Z",
    "2026_01_21_23_59_59,           2026-01-21T23:59:59Z",
    "2026-01-21 23:59:59,           2026-01-21T23:59:59Z",
    "20260121T235959,               2026-01-21T23:59:59Z",
    "20260121_235959,               2026-01-21T23:59:59Z",
    "20260121-235959,               2026-01-21T23:59:59Z",
    "20260121235959,                2026-01-21T23:59:59Z",
    "20260121_2359,                 2026-01-21T23:59:00Z",
    "2016-12-31T23:59:60,           2016-12-31T23:59:59Z",
  })
  void readsTimesAsInstrumentsWriteThem(String text, Instant moment) {
    assertThat(GroupTime.parse(text).orElseThrow().moment()).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "20261301",
        "20260230",
        "2026-0121",
        "2026-01-21T25:00:00",
        "260121",
        "night",
        "20260121T2359599",
        "2026-01-21T23:61"
      })
  void refusesWhatTheCalendarDoesNotHave(String text) {
    assertThat(GroupTime.parse(text)).isEmpty();
  }
}
