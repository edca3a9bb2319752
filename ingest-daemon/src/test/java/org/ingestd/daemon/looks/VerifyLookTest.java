// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult.Read;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyLookTest {

  private static final long AT = 1_700_000_000_000L;

  @TempDir private Path state;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private VerifyLook look;

  @BeforeEach
  void begin() {
    look =
        new VerifyLook(
            registry, state, List.of("lst1", "lst2"), new Ticking(), Duration.ofHours(1));
  }

  private String look() throws IOException {
    look.look();
    return registry.scrape();
  }

  private void ended(String source, long at, Read read, Map<Kind, Long> found) throws IOException {
    VerifyResults.read(state).with(source, at, read, 100, found).write(state);
  }

  @Test
  void whatAnOlderProgramLeftHasNoExamples() throws Exception {
    Files.writeString(state.resolve("verify.json"), "{\"sources\":{}}");

    assertThat(VerifyResults.read(state).examples()).isEmpty();
  }

  @Test
  void whatWasNeverVerifiedHasNoNumbers() throws Exception {
    assertThat(look()).doesNotContain("ingestd_verify");
  }

  @Test
  void eachSourceHasWhatItsOwnLastLookFound() throws Exception {
    ended("lst1", AT, Read.NONE, Map.of(Kind.MISSING, 3L));
    ended("lst2", AT + 5000, Read.ALL, Map.of());
    ended("gone", AT, Read.NONE, Map.of(Kind.SIZE, 1L));

    assertThat(look())
        .contains("ingestd_verify_discrepancies{kind=\"missing\",source=\"lst1\"} 3.0")
        .contains("ingestd_verify_discrepancies{kind=\"size\",source=\"lst1\"} 0.0")
        .contains("ingestd_verify_discrepancies{kind=\"missing\",source=\"lst2\"} 0.0")
        .contains("ingestd_verify_last_complete_timestamp_seconds{source=\"lst1\"} 1.7E9")
        .contains("ingestd_verify_last_deep_timestamp_seconds{source=\"lst2\"} 1.700000005E9")
        .doesNotContain("ingestd_verify_last_deep_timestamp_seconds{source=\"lst1\"}")
        .doesNotContain("gone");
  }

  @Test
  void whoReadsNoBytesTakesNothingBackOfWhatReadingThemFound() throws Exception {
    ended("lst1", AT, Read.ALL, Map.of(Kind.CHECKSUM, 2L, Kind.MISSING, 1L));
    ended("lst1", AT + 1000, Read.NONE, Map.of());

    assertThat(look())
        .contains("ingestd_verify_discrepancies{kind=\"checksum\",source=\"lst1\"} 2.0")
        .contains("ingestd_verify_discrepancies{kind=\"missing\",source=\"lst1\"} 0.0")
        .contains("ingestd_verify_last_complete_timestamp_seconds{source=\"lst1\"} 1.700000001E9")
        .contains("ingestd_verify_last_deep_timestamp_seconds{source=\"lst1\"} 1.7E9");

    ended("lst1", AT + 2000, Read.ALL, Map.of());

    assertThat(look())
        .contains("ingestd_verify_discrepancies{kind=\"checksum\",source=\"lst1\"} 0.0");
  }

  @Test
  void examplesOfAKindStayAsLongAsItIsCounted() throws Exception {
    List<Difference.Line> deep = List.of(line("lst1", Kind.CHECKSUM), line("lst1", Kind.SIZE));
    ended("lst1", AT, Read.ALL, Map.of(Kind.CHECKSUM, 2L, Kind.SIZE, 1L));
    VerifyResults.read(state).withExamples("lst1", deep).write(state);
    ended("lst2", AT, Read.NONE, Map.of(Kind.SIZE, 1L));
    VerifyResults.read(state).withExamples("lst2", List.of(line("lst2", Kind.SIZE))).write(state);
    ended("lst1", AT + 1000, Read.NONE, Map.of());
    VerifyResults.read(state).withExamples("lst1", List.of()).write(state);

    VerifyResults kept = VerifyResults.read(state);

    assertThat(kept.examples("lst1", Kind.CHECKSUM)).containsExactly(deep.get(0));
    assertThat(kept.examples("lst1", Kind.SIZE)).as("nothing differs any more").isEmpty();
    assertThat(kept.examples("lst2", Kind.SIZE)).hasSize(1);
  }

  @Test
  void whatAnOlderProgramKeptIsReadWithoutExamples() throws Exception {
    Files.writeString(
        state.resolve("verify.json"),
        "{\"sources\":{\"lst1\":{\"at\":5,\"read\":\"ALL\",\"files\":1,\"differences\":{\"size\":1},"
            + "\"deepAt\":5,\"deepChecksums\":0}}}");

    VerifyReport report = VerifyReport.of(VerifyResults.read(state), List.of("lst1", "new"));

    assertThat(report.sources().get(0).differences())
        .containsExactly(new VerifyReport.Differing(Kind.SIZE, 1, Kind.SIZE.hint(), List.of()));
    assertThat(report.sources().get(1).at()).as("never").isNull();
  }

  private static Difference.Line line(String source, Kind kind) {
    Did did = new Did("lst", "a");
    return new Difference(source, RawPath.of("a.fits"), did, kind, "10 and 11", "Rucio").line();
  }

  @Test
  void aFileThatMakesNoSenseIsAFaultForTheDaemonAndWrittenAnewByTheVerb() throws Exception {
    Files.writeString(state.resolve("verify.json"), "{\"sources\":");

    assertThatThrownBy(this::look).isInstanceOf(IOException.class);
    assertThat(VerifyResults.readOrNone(state).sources()).isEmpty();
  }
}
