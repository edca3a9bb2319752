// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** All JMH benchmarks of this package: numbers to look at when something got slower, no goals. */
final class MicroLoad implements Load {

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public String about() {
    return "JMH: what single operations cost";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("^org\\.ingestd\\.benchmarks\\..*Benchmark\\.")
                    .output(place.folder().resolve("jmh.log").toString())
                    .jvmArgsAppend("-Djava.io.tmpdir=" + place.folder())
                    .build())
            .run();
    List<Finding> findings = new ArrayList<>();
    for (RunResult result : results) {
      findings.add(finding(result));
    }
    return findings;
  }

  private static Finding finding(RunResult result) {
    var primary = result.getPrimaryResult();
    String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
    List<String> parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> key + "=" + result.getParams().getParam(key))
            .toList();
    return new Finding(
        name + " " + String.join(" ", parameters) + ", " + primary.getScoreUnit(),
        primary.getScore(),
        null,
        Map.of("error", String.valueOf(primary.getScoreError()), "mode", "jmh"));
  }
}
