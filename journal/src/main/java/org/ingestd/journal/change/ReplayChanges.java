// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import java.time.Instant;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.change.FileChange.Told;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.Lane;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.journal.replay.ReplayOutcome;
import org.jspecify.annotations.Nullable;

/** The rules by which a replay changes a file, without any store: every journal applies these. */
public final class ReplayChanges {

  private ReplayChanges() {}

  /** What a replay would make of a file; a dry run says so and changes nothing. */
  public static ReplayOutcome outcome(@Nullable JournalFile known, FileStamp seen) {
    if (known == null) {
      return ReplayOutcome.SIGHTED;
    }
    return switch (known.state()) {
      case VANISHED -> ReplayOutcome.RENEWED;
      case SIGHTED -> byLane(known);
      case SETTLED, DIGESTED ->
          SightingChanges.sameContent(known.stamp(), seen) ? byLane(known) : ReplayOutcome.RENEWED;
      case REGISTERED, PROTECTED, SAFE, RELEASED -> ReplayOutcome.ALREADY_REGISTERED;
      case QUARANTINED -> ReplayOutcome.NEEDS_PERSON;
    };
  }

  private static ReplayOutcome byLane(JournalFile known) {
    return known.standing().lane() == Lane.BACKLOG
        ? ReplayOutcome.ALREADY_BACKLOG
        : ReplayOutcome.MOVED;
  }

  /**
   * What a replay changes about a file that was seen before; empty if nothing.
   *
   * @param sighting with the lane BACKLOG
   */
  public static Optional<FileChange> put(Remembered known, Sighting sighting, Instant now) {
    return switch (outcome(known.file(), sighting.stamp())) {
      case RENEWED, ALREADY_BACKLOG -> SightingChanges.seenAgain(known, sighting, now);
      case MOVED -> Optional.of(moved(known, sighting, now));
      case SIGHTED, ALREADY_REGISTERED, NEEDS_PERSON -> Optional.empty();
    };
  }

  /** Whoever was put off is due now, but for quiet times, which are still to pass. */
  private static FileChange moved(Remembered known, Sighting sighting, Instant now) {
    JournalFile file =
        SightingChanges.seenAgain(known, sighting, now)
            .map(change -> change.after().file())
            .orElse(known.file());
    Standing old = file.standing();
    Standing standing =
        new Standing(old.state(), old.since(), old.reason(), old.generation(), Lane.BACKLOG);
    Retry retry = file.retry();
    Instant due = retry.due();
    boolean putOff = file.state() != FileState.SIGHTED && due != null && due.isAfter(now);
    Retry next =
        putOff
            ? new Retry(retry.attempts(), FileChanges.kept(now), retry.problem(), retry.detail())
            : retry;
    return FileChanges.kept(known, file.with(standing).with(next), Told.NOTHING);
  }
}
