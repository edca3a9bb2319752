// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ingestd.routes.contract.CollectionSettings.RunningNumber;
import org.ingestd.routes.disk.NightTemplate;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of a night against what arrives. */
class ExpectationTest {

  private static final Pattern RUNS =
      Pattern.compile("LST-1\\.(?<stream>\\d)\\.Run(?<run>\\d+)\\.(?<subrun>\\d+)\\.fits");

  @TempDir private Path source;

  private static Awaited awaited(Expectation expectation, int names, String... arrived) {
    for (String path : arrived) {
      expectation.arrived(RawPath.of(path));
    }
    return expectation.awaited(arrived.length, names);
  }

  private static Expectation numbers(Optional<Long> first) {
    return new ExpectedNumbers(RUNS, new RunningNumber("subrun", first));
  }

  private Expectation listed(String content) throws Exception {
    Files.writeString(source.resolve("20260301.txt"), content);
    return ExpectedList.read(source, "{night}.txt", "20260301");
  }

  @Test
  void aCountMissesWhatHasNotArrived() {
    assertThat(awaited(new ExpectedCount(Optional.of(3L)), 9, "a"))
        .isEqualTo(new Awaited(Optional.of(3L), 2, List.of(), Optional.empty()));
    assertThat(awaited(new ExpectedCount(Optional.of(1L)), 9, "a", "b").missing()).isZero();
    assertThat(awaited(new ExpectedCount(Optional.empty()), 9, "a")).isEqualTo(Awaited.NOTHING);
  }

  @Test
  void aListNamesWhatIsMissingByPathOrByNameAlone() throws Exception {
    Expectation list = listed("# night\nx/a.fits\n\nb.fits\nc.fits\r\nx/d.fits\n");

    Awaited awaited = awaited(list, 1, "x/a.fits", "y/b.fits", "other.fits");

    assertThat(awaited)
        .isEqualTo(new Awaited(Optional.of(4L), 2, List.of("c.fits"), Optional.empty()));
  }

  @Test
  void aListThatIsNotThereOrNamesNoPathExpectsNothingAndSaysWhy() throws Exception {
    Awaited none = awaited(ExpectedList.read(source, "{night}.txt", "20260301"), 9, "a");
    assertThat(none.files()).isEmpty();
    assertThat(none.trouble().orElseThrow()).contains("20260301.txt", "is not there");

    Awaited wrong = awaited(listed("a\n../b\n"), 9, "a");
    assertThat(wrong.files()).isEmpty();
    assertThat(wrong.trouble().orElseThrow()).contains("line 2");
  }

  @Test
  void aRunningNumberNamesTheGapsOfEachSeries() {
    Awaited awaited =
        awaited(
            numbers(Optional.of(0L)),
            9,
            "n/LST-1.1.Run00017.0001.fits",
            "n/LST-1.1.Run00017.0003.fits",
            "n/LST-1.2.Run00017.0000.fits",
            "n/other.txt");

    assertThat(awaited)
        .isEqualTo(
            new Awaited(
                Optional.of(5L),
                2,
                List.of("n/LST-1.1.Run00017.0000.fits", "n/LST-1.1.Run00017.0002.fits"),
                Optional.empty()));
  }

  @Test
  void withoutAFirstNumberASeriesBeginsWithTheSmallestThatArrived() {
    Awaited awaited =
        awaited(numbers(Optional.empty()), 9, "LST-1.1.Run1.0007.fits", "LST-1.1.Run1.0009.fits");

    assertThat(awaited.names()).containsExactly("LST-1.1.Run1.0008.fits");
    assertThat(awaited.files()).contains(3L);
  }

  @Test
  void aGapOfMillionsIsCountedAndNotNamedInFull() {
    Awaited awaited =
        awaited(
            numbers(Optional.of(0L)), 3, "LST-1.1.Run1.0.fits", "LST-1.1.Run1.999999999999.fits");

    assertThat(awaited.missing()).isEqualTo(999_999_999_998L);
    assertThat(awaited.names()).hasSize(3);
  }

  @Test
  void aNumberThatArrivedTwiceOrLiesBelowTheFirstIsNoGap() {
    assertThat(
            awaited(numbers(Optional.of(5L)), 9, "LST-1.1.Run1.3.fits", "LST-1.1.Run1.5.fits")
                .missing())
        .isZero();
  }

  @Test
  void aTemplateOfANightHasTheNightAndNothingElse() {
    assertThat(new NightTemplate("done/{night}.ok").of("20260301")).isEqualTo("done/20260301.ok");
    assertThat(new NightTemplate("{night}.ok").matches(RawPath.of("20260301.ok"))).isTrue();
    assertThat(new NightTemplate("{night}.ok").matches(RawPath.of("a20260301.ok"))).isFalse();
    assertThatThrownBy(() -> new NightTemplate("done"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NightTemplate("{night}{path}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
