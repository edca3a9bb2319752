// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ingestd.journal.Journal;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Verdict;

/** Where outcomes are written: the journal, and the bell for whoever comes next. Thread-safe. */
public final class Outcomes {

  private final Journal journal;
  private final WorkBell bell;

  public Outcomes(Journal journal, WorkBell bell) {
    this.journal = journal;
    this.bell = bell;
  }

  public Journal journal() {
    return journal;
  }

  /** Durable when it returns. */
  public void record(Collection<? extends Entry> entries) {
    var unused = verdicts(entries);
  }

  /**
   * The same for whom it matters that an entry came too late.
   *
   * @return a verdict for each entry, in their order
   */
  public List<Verdict> verdicts(Collection<? extends Entry> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Verdict> verdicts = journal.record(List.copyOf(entries));
    Set<FileState> reached = EnumSet.noneOf(FileState.class);
    for (Entry entry : entries) {
      if (entry instanceof Entry.Move move) {
        reached.add(move.to());
      } else if (entry instanceof Entry.Renew) {
        reached.add(FileState.SIGHTED);
      }
    }
    reached.forEach(bell::ring);
    return verdicts;
  }

  /** Files came into these states by other means. */
  public void ring(FileState... states) {
    for (FileState state : states) {
      bell.ring(state);
    }
  }

  /** Durable when it returns. */
  public SightingReport sight(List<Sighting> sightings) {
    SightingReport report = journal.sight(sightings);
    bell.ring(FileState.SIGHTED);
    return report;
  }
}
