// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.clock.WatchedClock;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.Offline;

/**
 * What every step has at hand, and the outcomes that several of them know. Thread-safe.
 *
 * @param times tells the time, and by which one files are claimed
 */
public record Workbench(
    Outcomes outcomes, Sources sources, Backoff backoff, IngestListener listener, DueTimes times) {

  public WatchedClock clock() {
    return times.clock();
  }

  /** On the wall: what is kept, shown, or compared with what others wrote. */
  public Instant now() {
    return clock().instant();
  }

  /** For waits and trusted answers; only to be compared with itself. */
  public Instant passed() {
    return clock().steady().instant();
  }

  /** The step failed; the file is tried again, later each time. */
  public Entry postpone(JournalFile file, ProblemCode problem, String detail) {
    Instant due = backoff.retry(now(), file.retry().attempts());
    return LostSafety.of(file)
        .map(lost -> lost.meanwhile(problem.sentence() + " " + detail))
        .map(lost -> lost.postponed(file, due))
        .orElseGet(() -> new Entry.Postpone(file.id(), file.state(), problem, detail, due));
  }

  /** It is not time yet. */
  public Entry await(JournalFile file, Instant due) {
    return LostSafety.of(file)
        .map(lost -> lost.postponed(file, due))
        .orElseGet(() -> new Entry.Await(file.id(), file.state(), null, due));
  }

  /** A person has to look. */
  public Entry quarantine(JournalFile file, ProblemCode problem, String detail) {
    return new Entry.Move(
        file.id(),
        file.state(),
        FileState.QUARANTINED,
        problem.sentence() + " " + detail,
        Facts.NONE,
        Entry.Next.person(problem, detail));
  }

  /** Why what is missing at the file's path does not mean that the file is gone. */
  public Optional<Offline> whyOffline(JournalFile file) {
    return sources.of(file).disk().whyOffline(file.key().path());
  }

  /** Its source is away. */
  public Entry offline(JournalFile file, Offline offline) {
    return postpone(file, offline.problem(), offline.why());
  }

  /** Begins work on a batch; to be closed. */
  public Visits visits(List<JournalFile> batch) {
    return new Visits(sources, batch);
  }

  /** Nothing is at the file's path. Believed only while the source's directory is really there. */
  public Entry gone(JournalFile file) {
    Optional<Offline> offline = whyOffline(file);
    return offline.isPresent()
        ? offline(file, offline.get())
        : vanished(file, "nothing is at its path any more");
  }

  /** Before REGISTERED only. */
  public Entry vanished(JournalFile file, String reason) {
    return new Entry.Move(
        file.id(), file.state(), FileState.VANISHED, reason, Facts.NONE, Entry.Next.nothing());
  }

  /** The file system does not say what is there. */
  public Entry unknown(JournalFile file, Look.Unknown look) {
    Optional<Offline> offline = whyOffline(file);
    return offline.isPresent()
        ? offline(file, offline.get())
        : postpone(file, look.problem(), look.cause().toString());
  }
}
