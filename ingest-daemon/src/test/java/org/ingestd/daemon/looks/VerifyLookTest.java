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
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult.Read;
import org.ingestd.daemon.verify.result.VerifyResults;
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
  void aFileThatMakesNoSenseIsAFaultForTheDaemonAndWrittenAnewByTheVerb() throws Exception {
    Files.writeString(state.resolve("verify.json"), "{\"sources\":");

    assertThatThrownBy(this::look).isInstanceOf(IOException.class);
    assertThat(VerifyResults.readOrNone(state).sources()).isEmpty();
  }
}
