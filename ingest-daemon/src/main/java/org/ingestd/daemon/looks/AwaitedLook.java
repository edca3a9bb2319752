// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.outlook.NightTotal;
import org.ingestd.routes.nights.NightBook;
import org.ingestd.routes.nights.NightReport;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;

/** What the newest night lacks in sources that say what they expect. */
final class AwaitedLook implements Look {

  private final JournalReader journal;
  private final Sources sources;
  private final Clock clock;
  private volatile Map<String, Awaited> seen = Map.of();

  AwaitedLook(JournalReader journal, Sources sources, Clock clock) {
    this.journal = journal;
    this.sources = sources;
    this.clock = clock;
  }

  /** Also a night of which a source has no file, because all others have some. */
  @Override
  public void look() {
    Map<String, Awaited> found = new HashMap<>();
    Optional<NightTotal> newest = journal.outlook().newestNight(clock.instant());
    if (newest.isPresent()) {
      NightBook book = NightBook.ofNight(journal, clock, newest.get().night());
      for (Source source : sources.all()) {
        if (source.settings().collections().expected().isAsked()) {
          NightReport.Awaited awaited = book.report(source, newest.get().night(), 0).awaited();
          found.put(
              source.name(),
              new Awaited(
                  newest.get(),
                  awaited.files().orElse(null),
                  awaited.missing(),
                  awaited.trouble().orElse(null)));
        }
      }
    }
    seen = Map.copyOf(found);
  }

  /** Empty if nobody looked yet, or nothing is expected of the source. */
  Optional<Awaited> of(String source) {
    return Optional.ofNullable(seen.get(source));
  }
}
