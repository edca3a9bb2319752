// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.contract.IngestListener.Witness;
import org.ingestd.routes.describe.Expectation;
import org.ingestd.routes.describe.Expectation.Awaited;
import org.ingestd.routes.describe.Expectation.Known;
import org.ingestd.routes.describe.Expectation.Unusable;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;

/** What the files beside one mean for its way. Thread-safe. */
final class Sidecars {

  /** After it a file whose sidecar did not come is told louder. */
  private static final Duration LATE = Duration.ofDays(1);

  private final Workbench bench;

  Sidecars(Workbench bench) {
    this.bench = bench;
  }

  /** What was found beside a file, or why the file goes no further for now. */
  record Found(Known known, Optional<Entry> entry) {}

  /** Looks now; the size is compared already, so that no file is read in vain. */
  Found look(JournalFile file, DiskVisit visit) {
    Source source = bench.sources().of(file);
    try {
      Expectation expectation = source.beside().of(file.key().path(), visit, bench.now());
      if (expectation instanceof Known known) {
        return new Found(known, known.otherSize(file.size()).map(why -> mismatch(file, why)));
      }
      return new Found(
          Known.NOTHING,
          Optional.of(
              expectation instanceof Unusable unusable
                  ? bench.quarantine(file, ProblemCode.SIDECAR_BROKEN, unusable.why())
                  : awaited(file, source, ((Awaited) expectation).why())));
    } catch (IOException e) {
      return new Found(Known.NOTHING, Optional.of(bench.unknown(file, new Look.Unknown(e))));
    }
  }

  Entry mismatch(JournalFile file, String difference) {
    bench.listener().mismatched(file.key().source(), Witness.SIDECAR);
    return bench.quarantine(file, ProblemCode.SIDECAR_MISMATCH, difference);
  }

  private Entry awaited(JournalFile file, Source source, String why) {
    Instant now = bench.now();
    boolean late = !file.standing().since().plus(LATE).isAfter(now);
    return new Entry.Postpone(
        file.id(),
        file.state(),
        late ? ProblemCode.SIDECAR_LATE : ProblemCode.SIDECAR_AWAITED,
        why,
        bench.backoff().question(now, file, source.settings().discovery().rescan()));
  }
}
