// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.micro;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ingestd.rse.NameRules;
import org.ingestd.rse.Naming;
import org.ingestd.rse.NamingResult;
import org.ingestd.rse.NamingSettings;
import org.ingestd.rse.PfnMapping;
import org.ingestd.rse.RawPath;
import org.ingestd.rse.RseDescription.Protocol;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What DID, dataset and PFN of one file cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NamingBenchmark {

  private static final Instant EVENING = Instant.parse("2025-02-07T21:13:45Z");

  /** A plain name, and one with bytes that must be escaped in DID and PFN. */
  @Param({
    "R0/20250207/LST-1.1.Run12345.0001.fits.fz",
    "R0/20250207/LST-1.1.Run12345.0001 (copy \u00e4).fits.fz"
  })
  public String file = "";

  private final Naming templates =
      new Naming("lst1", settings(Optional.empty(), "R0/{night}"), NameRules.NEWEST);
  private final Naming pattern =
      new Naming(
          "lst1",
          settings(
              Optional.of(
                  Pattern.compile("LST-1\\.\\d\\.Run(?<run>\\d+)\\.(?<subrun>\\d+).*\\.fits\\.fz")),
              "R0/{night}/Run{run}"),
          NameRules.NEWEST);
  private final PfnMapping mapping =
      new PfnMapping(
          new Protocol(
              "davs",
              "dav.example.org",
              443,
              "/data",
              "rucio.rse.protocols.gfal.Default",
              Map.of("read", 1, "write", 1)),
          Path.of("/data"));

  private static NamingSettings settings(Optional<Pattern> pattern, String dataset) {
    return new NamingSettings(
        pattern,
        "lst",
        "{path}",
        Optional.of(dataset),
        new NamingSettings.Night(ZoneId.of("Atlantic/Canary"), true),
        NamingSettings.Escape.HEX);
  }

  @Benchmark
  public NamingResult nameByTemplates() {
    return templates.name(RawPath.of(file), EVENING);
  }

  @Benchmark
  public NamingResult nameByPattern() {
    return pattern.name(RawPath.of(file), EVENING);
  }

  @Benchmark
  public String pfn() {
    return mapping.pfn(RawPath.of(file));
  }
}
