// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.verify.difference.Kind;
import org.ingestd.daemon.verify.result.SourceResult;
import org.ingestd.daemon.verify.result.VerifyResults;

/** What the verb {@code verify} found last in each source. */
final class VerifyLook implements Look {

  private final Path state;
  private final List<String> sources;
  private final Rows discrepancies;
  private final Rows ended;
  private final Rows deep;

  /**
   * @param sources that are configured: others have no rows
   */
  VerifyLook(MeterRegistry registry, Path state, List<String> sources, Clock clock, Duration good) {
    this.state = state;
    this.sources = List.copyOf(sources);
    this.discrepancies =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.verify.discrepancies",
            "Differences between disk, journal and Rucio that the last whole verify found");
    this.ended =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.verify.last.complete.timestamp.seconds",
            "When the last verify of the source ended that came to its end");
    this.deep =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.verify.last.deep.timestamp.seconds",
            "When the last verify of the source ended that read all bytes again");
  }

  /** A source that was never verified has no rows. */
  @Override
  public void look() throws IOException {
    VerifyResults results = VerifyResults.read(state);
    for (String source : sources) {
      SourceResult result = results.sources().get(source);
      if (result != null) {
        put(source, result);
      }
    }
    discrepancies.show();
    ended.show();
    deep.show();
  }

  private void put(String source, SourceResult result) {
    Tags tags = Tags.of("source", source);
    for (Kind kind : Kind.values()) {
      discrepancies.put(tags.and("kind", kind.word()), result.count(kind));
    }
    ended.put(tags, result.at() / 1000.0);
    Long deepAt = result.deepAt();
    if (deepAt != null) {
      deep.put(tags, deepAt / 1000.0);
    }
  }
}
