// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ingestd.daemon.verify.difference.Difference;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult.Read;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.rse.Did;
import org.ingestd.rse.RawPath;

/** What a verify may have found, names as bad as can be among it. */
final class SampleVerify {

  static final String HOSTILE_PATH = "R0/<img src=x onerror='window.ran=1'>" + "W".repeat(80);

  private SampleVerify() {}

  static VerifyReport report(String source, String agreed, String never) {
    List<Difference.Line> examples =
        List.of(
            line(source, Kind.MISSING, RawPath.of("R0/a.fits")),
            line(source, Kind.MISSING, RawPath.of(HOSTILE_PATH)),
            line(source, Kind.PATH, RawPath.of(new byte[] {'b', (byte) 0xe4, '\n'})),
            line(source, Kind.RULE_MISSING, null));
    VerifyResults results =
        new VerifyResults(Map.of())
            .with(
                source,
                1_769_000_000_000L,
                Read.SAMPLE,
                1_204,
                Map.of(Kind.MISSING, 7L, Kind.PATH, 1L, Kind.RULE_MISSING, 1L, Kind.SIZE, 2L))
            .withExamples(source, examples)
            .with(agreed, 1_769_000_060_000L, Read.ALL, 12, Map.of());
    return VerifyReport.of(results, List.of(source, agreed, never))
        .with(
            new VerifyReport.UnderWay(never, Instant.parse("2026-01-21T23:00:00Z")),
            new VerifyReport.Failed(
                agreed, Instant.parse("2026-01-21T22:00:00Z"), "<b>Rucio</b>\u202e is away"));
  }

  private static Difference.Line line(
      String source, Kind kind, @org.jspecify.annotations.Nullable RawPath path) {
    Did did = new Did("lst", "R0/20260121");
    return new Difference(source, path, did, kind, "disk: nothing\u202e", "journal and Rucio")
        .line();
  }
}
