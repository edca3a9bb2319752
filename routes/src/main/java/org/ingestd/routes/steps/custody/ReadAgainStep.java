// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Step;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.SecondLook.Finding;
import org.ingestd.routes.steps.rucio.Named;

/**
 * Reads registered files again that a person asked for after they were lost, changed or replaced: a
 * file that came back from a backup has another inode and other times, and only its bytes tell. If
 * size and every registered digest agree, the journal takes the new attributes and the file goes
 * on: a QUARANTINED one as REGISTERED, from where rules and copies are asked for anew. If not, both
 * values are told and it stays where it is. Nothing is registered here.
 */
public final class ReadAgainStep implements Step {

  private static final String NOT_YET = " Not read yet: ";

  private final Workbench bench;
  private final SecondLook second;

  public ReadAgainStep(Workbench bench, CarefulReader reader) {
    this.bench = bench;
    this.second = new SecondLook(bench, reader);
  }

  static boolean isAskedFor(JournalFile file) {
    return file.retry().problem() == ProblemCode.READ_AGAIN;
  }

  /**
   * One by one, because each may take long; a person may have held one while it was read, and that
   * stands.
   */
  @Override
  public void take(List<JournalFile> batch) {
    for (JournalFile file : batch) {
      List<Entry> outcome = outcome(file);
      if (bench.outcomes().journal().file(file.id()).filter(file::equals).isPresent()) {
        bench.outcomes().record(outcome);
      }
    }
  }

  private List<Entry> outcome(JournalFile file) {
    Finding finding;
    try (Visits visits = bench.visits(List.of(file))) {
      finding = second.again(file, visits.of(file));
    }
    if (finding instanceof Finding.Same same) {
      return same(file, same.stamp());
    }
    if (finding instanceof Finding.Other other) {
      return List.of(other(file, other));
    }
    return notRead(finding)
        .map(why -> List.of(later(file, why)))
        // The daemon stops; it is due still.
        .orElse(List.of());
  }

  private List<Entry> same(JournalFile file, FileStamp stamp) {
    String reason =
        "read again: size and "
            + Named.digests(file).values().keySet().stream()
                .map(DigestAlgorithm::key)
                .collect(Collectors.joining(", "))
            + " are as registered"
            + Look.change(file.stamp(), stamp)
                .map(change -> "; new attributes are taken over: " + change)
                .orElse("");
    Entry.Next now = Entry.Next.due(bench.now());
    return file.state() == FileState.QUARANTINED
        ? List.of(
            new Entry.Move(
                file.id(),
                FileState.QUARANTINED,
                FileState.REGISTERED,
                reason,
                new Facts(stamp, null),
                now))
        : List.of(
            new Entry.Confirm(file.id(), file.state(), stamp),
            new Entry.Remark(file.id(), file.state(), reason, now));
  }

  /** A SAFE file's copies are looked for again all the same. */
  private Entry other(JournalFile file, Finding.Other other) {
    Instant due = file.state() == FileState.SAFE ? SafetyTimes.next(bench.now(), file) : null;
    return new Entry.Remark(
        file.id(),
        file.state(),
        other.problem().sentence() + " " + other.detail(),
        new Entry.Next(due, other.problem(), other.detail()));
  }

  private static Optional<String> notRead(Finding finding) {
    if (finding instanceof Finding.Away away) {
      return Optional.of(away.offline().problem().sentence() + " " + away.offline().why());
    }
    return finding instanceof Finding.Unknown unknown
        ? Optional.of(unknown.look().problem().sentence() + " " + unknown.look().cause().toString())
        : Optional.empty();
  }

  private Entry later(JournalFile file, String why) {
    String detail = String.valueOf(file.retry().detail());
    int end = detail.indexOf(NOT_YET);
    return new Entry.Postpone(
        file.id(),
        file.state(),
        ProblemCode.READ_AGAIN,
        (end < 0 ? detail : detail.substring(0, end)) + NOT_YET + why,
        bench.backoff().retry(bench.now(), file.retry().attempts()));
  }
}
