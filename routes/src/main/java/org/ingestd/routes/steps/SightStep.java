// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.SightingReport;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.disk.Look;

/**
 * What discovery saw goes into the journal. A registered file that looks different now is a
 * critical problem, never a silent new registration. Thread-safe.
 */
public final class SightStep {

  private static final Duration ALARM_SHOWN = Duration.ofDays(1);

  private final Workbench bench;

  public SightStep(Workbench bench) {
    this.bench = bench;
  }

  public SightingReport take(List<Sighting> sightings) {
    SightingReport report = bench.outcomes().sight(sightings);
    alarm(report);
    return report;
  }

  /** Whoever sighted files by other means has the same duty. */
  public void alarm(SightingReport report) {
    List<Entry> alarms = new ArrayList<>();
    for (SightingReport.ChangedFile changed : report.changedAfterRegistration()) {
      JournalFile file = changed.file();
      String detail = Look.change(file.stamp(), changed.now()).orElse("change time");
      change(file.stamp(), changed.now())
          .flatMap(problem -> alarm(file, problem, detail))
          .ifPresent(alarms::add);
    }
    bench.outcomes().record(alarms);
  }

  /**
   * What a change after registration is called. A change time alone (chmod, chown, another hard
   * link) says nothing about the content: custody reads such a file again before it calls it SAFE.
   */
  public static Optional<ProblemCode> change(FileStamp registered, FileStamp now) {
    if (registered.inode() != now.inode()) {
      return Optional.of(ProblemCode.REPLACED_AFTER_REGISTRATION);
    }
    boolean written =
        registered.size() != now.size() || registered.mtimeNanos() != now.mtimeNanos();
    return written ? Optional.of(ProblemCode.CHANGED_AFTER_REGISTRATION) : Optional.empty();
  }

  /**
   * A registered file is not there any more as it was. Before SAFE it waits for a person; at SAFE
   * it stays, with its problem shown.
   *
   * @return empty if that is known already
   */
  public Optional<Entry> alarm(JournalFile file, ProblemCode problem, String detail) {
    return switch (file.state()) {
      case REGISTERED, PROTECTED -> Optional.of(bench.quarantine(file, problem, detail));
      case SAFE, RELEASED -> {
        Instant due = bench.now().plus(ALARM_SHOWN);
        yield isToldAlready(file, problem)
            ? Optional.empty()
            : Optional.of(new Entry.Postpone(file.id(), file.state(), problem, detail, due));
      }
      case SIGHTED, SETTLED, DIGESTED, QUARANTINED, VANISHED -> Optional.empty();
    };
  }

  /** Whether the file's problem is that its source is not what was registered. */
  public static boolean isAboutSource(JournalFile file) {
    ProblemCode problem = file.retry().problem();
    return problem != null && problem.isAboutSource();
  }

  /** Whoever accepted what became of the source, or has it read again, is not alarmed anew. */
  private static boolean isToldAlready(JournalFile file, ProblemCode problem) {
    ProblemCode known = file.retry().problem();
    return known == problem || known == ProblemCode.ACCEPTED || known == ProblemCode.READ_AGAIN;
  }
}
