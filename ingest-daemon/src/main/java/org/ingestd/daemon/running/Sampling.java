// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import java.time.Clock;
import java.time.Instant;
import org.ingestd.journal.Journal;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.outlook.SampleSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the journal keep how much stands where, once a minute, for the charts of the page. */
final class Sampling {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  private final Journal journal;
  private final Clock clock;
  private Instant kept = Instant.MIN;

  Sampling(Journal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /** To be called every few seconds, by one thread. */
  void tryOnce() {
    Instant minute = SampleSpan.HOUR.stepOf(clock.instant());
    if (minute.equals(kept)) {
      return;
    }
    kept = minute;
    try {
      journal.keepSample(minute);
    } catch (JournalException e) {
      // The journal tells by itself that it is full or broken; a chart with a gap is no more harm.
      LOG.debug("No sample at {}: {}.", minute, e.getMessage());
    }
  }
}
