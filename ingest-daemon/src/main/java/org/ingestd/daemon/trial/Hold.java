// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.describe.Described;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.format.FitsContent;
import org.ingestd.rse.NamingResult.Named;
import org.ingestd.rse.RawPath;

/**
 * Why a file with a good name would go no further, as far as that can be told without reading it.
 */
record Hold(ProblemCode problem, String why) {

  /** A file as the walk saw it. */
  record Seen(RawPath below, FileStamp stamp) {}

  /** What lies beside it, and the metadata that it must have. */
  static Optional<Hold> of(
      PlaceInSource source, DiskVisit visit, Seen file, Named named, Optional<FitsContent> headers)
      throws IOException {
    Expectation expectation = source.beside().of(file.below(), visit, Clock.systemUTC().instant());
    if (expectation instanceof Expectation.Unusable unusable) {
      return Optional.of(new Hold(ProblemCode.SIDECAR_BROKEN, unusable.why()));
    } else if (expectation instanceof Expectation.Awaited awaited) {
      return Optional.of(new Hold(ProblemCode.SIDECAR_AWAITED, awaited.why()));
    }
    Known known = (Known) expectation;
    return known
        .otherSize(file.stamp().size())
        .map(why -> new Hold(ProblemCode.SIDECAR_MISMATCH, why))
        .or(() -> missing(source.describer().describe(named, headers, known.metadata())));
  }

  private static Optional<Hold> missing(Described described) {
    return described instanceof Described.Missing missing
        ? Optional.of(new Hold(ProblemCode.METADATA_MISSING, missing.why()))
        : Optional.empty();
  }
}
