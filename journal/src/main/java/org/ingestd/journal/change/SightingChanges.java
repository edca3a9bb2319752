// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import java.time.Instant;
import java.util.Optional;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.Sighting;
import org.ingestd.journal.change.FileChange.Told;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/** The rules by which a sighting changes a file, without any store: every journal applies these. */
public final class SightingChanges {

  private SightingChanges() {}

  /** A file that was never seen before. */
  public static FileChange first(long id, Sighting sighting, Instant now) {
    Standing standing =
        new Standing(FileState.SIGHTED, FileChanges.kept(now), "first seen", 1, sighting.lane());
    Identity identity = nameOnly(sighting.did());
    JournalFile file =
        new JournalFile(
            id, sighting.key(), standing, sighting.stamp(), identity, waiting(sighting, now));
    return new FileChange(
        null, new Remembered(file, false, 1), FileChanges.line(file, null), Told.MOVED);
  }

  /** Whether a sighting shows that a file changed which Rucio knows already. */
  public static boolean changedAfterRegistration(Remembered known, Sighting sighting) {
    return known.isRegistered() && !sameContent(known.file().stamp(), sighting.stamp());
  }

  /** What a sighting of a known file changes; empty if nothing, or if it is registered. */
  public static Optional<FileChange> seenAgain(Remembered known, Sighting sighting, Instant now) {
    JournalFile file = known.file();
    if (sameContent(file.stamp(), sighting.stamp())) {
      return unchanged(known, sighting, now);
    }
    if (known.isRegistered() || isHeld(file)) {
      return Optional.empty();
    }
    if (file.state() == FileState.SIGHTED) {
      return Optional.of(stillBeingWritten(known, sighting, now));
    }
    String difference = file.stamp().differenceTo(sighting.stamp()).orElse("attributes");
    return Optional.of(
        renewed(known, sighting, "changed before it was registered: " + difference, now));
  }

  /** What a person holds stays held whatever happens to it; its step looks anew once released. */
  private static boolean isHeld(JournalFile file) {
    return file.state() == FileState.QUARANTINED && file.retry().problem() == ProblemCode.HELD;
  }

  /**
   * Device numbers change when a host starts again or a network file system is mounted anew; with
   * inode, size and both times equal it is the same file.
   */
  static boolean sameContent(FileStamp known, FileStamp seen) {
    return known.inode() == seen.inode()
        && known.size() == seen.size()
        && known.mtimeNanos() == seen.mtimeNanos()
        && known.ctimeNanos() == seen.ctimeNanos();
  }

  private static Optional<FileChange> unchanged(Remembered known, Sighting sighting, Instant now) {
    JournalFile file = known.file();
    if (file.state() == FileState.VANISHED) {
      return Optional.of(renewed(known, sighting, "seen again", now));
    }
    Instant due = file.retry().due();
    boolean sooner =
        file.state() == FileState.SIGHTED && sighting.marked() && (due == null || due.isAfter(now));
    if (!sooner && file.stamp().equals(sighting.stamp())) {
      return Optional.empty();
    }
    Retry old = file.retry();
    Retry retry =
        sooner
            ? new Retry(old.attempts(), FileChanges.kept(now), old.problem(), old.detail())
            : old;
    return Optional.of(
        FileChanges.kept(known, file.with(sighting.stamp()).with(retry), Told.NOTHING));
  }

  private static FileChange stillBeingWritten(Remembered known, Sighting sighting, Instant now) {
    JournalFile file = known.file();
    Standing old = file.standing();
    Standing standing =
        new Standing(old.state(), old.since(), old.reason(), old.generation(), sighting.lane());
    Identity identity =
        sighting.did() == null
            ? file.identity()
            : FileChanges.merged(file.identity(), nameOnly(sighting.did()));
    JournalFile after =
        file.with(standing).with(sighting.stamp()).with(identity).with(waiting(sighting, now));
    return FileChanges.kept(known, after, Told.NOTHING);
  }

  private static FileChange renewed(Remembered known, Sighting seen, String why, Instant now) {
    JournalFile file = known.file();
    int generation = file.standing().generation() + 1;
    Standing standing =
        new Standing(FileState.SIGHTED, FileChanges.kept(now), why, generation, seen.lane());
    Did did = seen.did() == null ? file.identity().did() : seen.did();
    return FileChanges.moved(
        known, file.with(standing).with(seen.stamp()).with(nameOnly(did)).with(waiting(seen, now)));
  }

  private static Identity nameOnly(@Nullable Did did) {
    return did == null ? Identity.NONE : new Identity(null, did, null, null, null);
  }

  private static Retry waiting(Sighting sighting, Instant now) {
    Instant due = sighting.marked() ? now : sighting.due();
    return new Retry(0, FileChanges.kept(due), null, null);
  }
}
