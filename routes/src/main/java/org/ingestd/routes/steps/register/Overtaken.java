// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Verdict;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Workbench;

/**
 * Records what came of a registration. If the file was seen changed while Rucio was asked, the
 * journal has begun a new generation by then, and knows nothing of what Rucio has now: then it is
 * told, so that the registered digests are kept and a person is called.
 */
final class Overtaken {

  private final Workbench bench;

  Overtaken(Workbench bench) {
    this.bench = bench;
  }

  /**
   * @param files as they were registered
   */
  void record(List<JournalFile> files, List<Entry> outcomes) {
    List<Verdict> verdicts = bench.outcomes().verdicts(outcomes);
    Map<Long, JournalFile> registered = new HashMap<>();
    files.forEach(file -> registered.put(file.id(), file));
    for (int i = 0; i < outcomes.size(); i++) {
      JournalFile file = registered.get(outcomes.get(i).file());
      if (file != null
          && verdicts.get(i) == Verdict.STALE
          && outcomes.get(i) instanceof Entry.Move move
          && move.to() == FileState.REGISTERED) {
        overtaken(file, move);
      }
    }
  }

  private void overtaken(JournalFile registered, Entry.Move move) {
    Optional<JournalFile> now = bench.outcomes().journal().file(registered.id());
    now.filter(file -> file.standing().generation() > registered.standing().generation())
        .ifPresent(file -> bench.outcomes().record(entries(registered, file, move)));
  }

  /** Through REGISTERED, so that the journal never takes the file for one that Rucio lacks. */
  private static List<Entry> entries(JournalFile registered, JournalFile now, Entry.Move move) {
    ProblemCode problem =
        now.state() == FileState.VANISHED
            ? ProblemCode.LOST_AFTER_REGISTRATION
            : SightStep.change(registered.stamp(), now.stamp())
                .orElse(ProblemCode.CHANGED_AFTER_REGISTRATION);
    String detail =
        Look.change(registered.stamp(), now.stamp()).orElse("noticed")
            + ", while it was being registered";
    List<Entry> entries = new ArrayList<>();
    FileState from = now.state();
    if (from == FileState.VANISHED) {
      entries.add(step(now, from, FileState.SIGHTED, detail, Entry.Next.nothing()));
      from = FileState.SIGHTED;
    }
    Entry.Next person = Entry.Next.person(problem, detail);
    if (from != FileState.QUARANTINED) {
      entries.add(step(now, from, FileState.QUARANTINED, problem.sentence(), person));
    }
    entries.add(
        new Entry.Move(
            now.id(),
            FileState.QUARANTINED,
            FileState.REGISTERED,
            move.reason(),
            move.facts(),
            Entry.Next.nothing()));
    entries.add(
        step(
            now,
            FileState.REGISTERED,
            FileState.QUARANTINED,
            problem.sentence() + " " + detail,
            person));
    return entries;
  }

  private static Entry step(
      JournalFile file, FileState from, FileState to, String reason, Entry.Next next) {
    return new Entry.Move(file.id(), from, to, reason, Facts.NONE, next);
  }
}
