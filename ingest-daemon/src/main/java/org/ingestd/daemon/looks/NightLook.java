// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.looks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import org.ingestd.journal.JournalReader;
import org.ingestd.routes.nights.NightBook;
import org.ingestd.routes.nights.NightReport;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Sources;

/** What the last nights should have and lack, of sources that say what they expect. */
final class NightLook implements Look {

  /** More nights would be more labels than anybody looks at. */
  private static final int NIGHTS = 7;

  private final JournalReader journal;
  private final Sources sources;
  private final Clock clock;
  private final Rows expected;
  private final Rows missing;

  NightLook(
      MeterRegistry registry, JournalReader journal, Sources sources, Clock clock, Duration good) {
    this.journal = journal;
    this.sources = sources;
    this.clock = clock;
    this.expected =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.expected.files",
            "Files that a night should have, for the last 7 nights that files are known of");
    this.missing =
        new Rows(
            registry,
            clock,
            good,
            "ingestd.night.missing.files",
            "Files that a night should have and that were not seen");
  }

  @Override
  public void look() {
    NightBook book = new NightBook(journal, clock, false);
    String first =
        clock
            .instant()
            .atZone(ZoneOffset.UTC)
            .minusDays(NIGHTS)
            .format(DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT));
    for (Source source : sources.all()) {
      book.nights(source).stream()
          .filter(night -> night.compareTo(first) > 0)
          .sorted(Comparator.reverseOrder())
          .limit(NIGHTS)
          .forEach(night -> put(book.report(source, night, 0)));
    }
    expected.show();
    missing.show();
  }

  private void put(NightReport report) {
    report
        .awaited()
        .files()
        .ifPresent(
            files -> {
              Tags tags = Tags.of("source", report.source(), "night", report.night());
              expected.put(tags, files);
              missing.put(tags, report.awaited().missing());
            });
  }
}
