// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.change.FileChange.Told;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Identity;
import org.ingestd.journal.life.IllegalTransition;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycle;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.Retry;
import org.ingestd.journal.life.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which entries change a file, without any store: every journal applies these and only
 * these. All changes of state pass through {@link #moved}. Times are kept to the millisecond, so
 * that a journal gives back what it was given.
 */
public final class FileChanges {

  private FileChanges() {}

  /** A time as a journal keeps it. */
  public static Instant kept(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What an entry changes; empty if the file is no longer in the state that the step saw.
   *
   * @throws IllegalTransition if a registered file would become a new one
   * @throws IllegalStateException if the state would claim what is not known, e.g. REGISTERED
   *     without digests
   */
  public static Optional<FileChange> recorded(Remembered known, Entry entry, Instant now) {
    if (known.file().state() != entry.expected()) {
      return Optional.empty();
    }
    if (entry instanceof Entry.Move move) {
      return Optional.of(move(known, move, now));
    } else if (entry instanceof Entry.Postpone postpone) {
      return Optional.of(postpone(known, postpone, now));
    } else if (entry instanceof Entry.Await await) {
      return Optional.of(await(known, await));
    } else if (entry instanceof Entry.Confirm confirm) {
      return Optional.of(confirm(known, confirm, now));
    } else if (entry instanceof Entry.Remark remark) {
      return Optional.of(remark(known, remark, now));
    } else {
      return Optional.of(renew(known, (Entry.Renew) entry, now));
    }
  }

  private static FileChange move(Remembered known, Entry.Move move, Instant now) {
    JournalFile file = known.file();
    Standing old = file.standing();
    Facts facts = move.facts();
    Instant due = move.next().due();
    JournalFile after =
        file.with(new Standing(move.to(), kept(now), move.reason(), old.generation(), old.lane()))
            .with(facts.stamp() == null ? file.stamp() : facts.stamp())
            .with(
                facts.identity() == null
                    ? file.identity()
                    : merged(file.identity(), facts.identity()))
            .with(
                new Retry(
                    0,
                    due == null ? null : kept(due),
                    move.next().problem(),
                    move.next().detail()));
    return moved(known, after, facts.metadata());
  }

  private static FileChange renew(Remembered known, Entry.Renew renew, Instant now) {
    JournalFile file = known.file();
    Standing old = file.standing();
    JournalFile after =
        file.with(
                new Standing(
                    FileState.SIGHTED, kept(now), renew.reason(), old.generation() + 1, old.lane()))
            .with(renew.stamp())
            .with(new Identity(null, file.identity().did(), null, null, null))
            .with(new Retry(0, kept(renew.due()), renew.problem(), null));
    return moved(known, after);
  }

  private static FileChange postpone(Remembered known, Entry.Postpone postpone, Instant now) {
    JournalFile file = known.file();
    Retry retry =
        new Retry(
            file.retry().attempts() + 1,
            kept(postpone.due()),
            postpone.problem(),
            postpone.detail());
    boolean begins =
        postpone.problem().isAboutSource()
            && postpone.problem() != ProblemCode.READ_AGAIN
            && postpone.problem() != file.retry().problem();
    if (!begins) {
      return kept(known, file.with(retry), Told.POSTPONED);
    }
    String reason = postpone.problem().sentence() + " " + postpone.detail();
    return noted(known, file.with(retry), reason, now, Told.POSTPONED);
  }

  private static FileChange await(Remembered known, Entry.Await await) {
    JournalFile file = known.file();
    JournalFile after =
        file.with(await.stamp() == null ? file.stamp() : await.stamp())
            .with(new Retry(0, kept(await.due()), null, null));
    return kept(known, after, Told.NOTHING);
  }

  private static FileChange confirm(Remembered known, Entry.Confirm confirm, Instant now) {
    JournalFile file = known.file();
    Retry old = file.retry();
    boolean over = old.problem() != null && old.problem().isAboutSource();
    JournalFile after =
        file.with(confirm.stamp()).with(over ? new Retry(0, old.due(), null, null) : old);
    // Who has it read again writes down what was found.
    return over && old.problem() != ProblemCode.READ_AGAIN
        ? noted(known, after, "it is as it was registered again", now, Told.NOTHING)
        : kept(known, after, Told.NOTHING);
  }

  /** State, time and reason of the state stay; only the history and what comes next change. */
  private static FileChange remark(Remembered known, Entry.Remark remark, Instant now) {
    JournalFile file = known.file();
    Instant due = remark.next().due();
    JournalFile after =
        file.with(
            new Retry(
                0,
                due == null ? null : kept(due),
                remark.next().problem(),
                remark.next().detail()));
    return noted(known, after, remark.reason(), now, Told.REMARKED);
  }

  /** A change that leaves state and generation, and stands in the history all the same. */
  private static FileChange noted(
      Remembered known, JournalFile after, String reason, Instant now, Told told) {
    FileState state = after.state();
    HistoryLine line =
        new HistoryLine(kept(now), state, state, reason, after.standing().generation());
    return new FileChange(
        known, new Remembered(after, known.registered(), known.lines() + 1), line, told);
  }

  static FileChange moved(Remembered known, JournalFile after) {
    return moved(known, after, null);
  }

  /** The one place where a file gets another state or generation. */
  private static FileChange moved(
      Remembered known, JournalFile after, @Nullable FileMetadata found) {
    FileState from = known.file().state();
    boolean sameGeneration = after.standing().generation() == known.file().standing().generation();
    if (sameGeneration) {
      LifeCycle.require(after.id(), from, after.state());
    } else {
      LifeCycle.requireRenewable(after.id(), from);
    }
    boolean asIfNew =
        LifeCycle.isRenewable(after.state()) && after.state() != FileState.QUARANTINED;
    if (known.registered() && asIfNew) {
      throw new IllegalTransition(after.id(), from, after.state());
    }
    requireGround(after);
    boolean registered = after.state() == FileState.REGISTERED || known.registered();
    Remembered now = new Remembered(after, registered, known.lines() + 1);
    return new FileChange(known, now, line(after, from), Told.MOVED, found);
  }

  /** A change that leaves state and generation. */
  static FileChange kept(Remembered known, JournalFile after, Told told) {
    return new FileChange(
        known, new Remembered(after, known.registered(), known.lines()), null, told);
  }

  static HistoryLine line(JournalFile file, @Nullable FileState from) {
    Standing standing = file.standing();
    return new HistoryLine(
        standing.since(), from, standing.state(), standing.reason(), standing.generation());
  }

  /** What is found out replaces what was known, field by field. */
  static Identity merged(Identity known, Identity found) {
    return new Identity(
        found.digests() == null ? known.digests() : found.digests(),
        found.did() == null ? known.did() : found.did(),
        found.dataset() == null ? known.dataset() : found.dataset(),
        found.rse() == null ? known.rse() : found.rse(),
        found.pfn() == null ? known.pfn() : found.pfn());
  }

  private static void requireGround(JournalFile file) {
    boolean digested = file.identity().digests() != null;
    boolean named = file.identity().did() != null;
    boolean grounded =
        switch (file.state()) {
          case SIGHTED, SETTLED, QUARANTINED, VANISHED -> true;
          case DIGESTED -> digested;
          case REGISTERED, PROTECTED, SAFE, RELEASED -> digested && named;
        };
    if (!grounded) {
      throw new IllegalStateException(
          "File %d cannot be %s: its %s not known"
              .formatted(file.id(), file.state(), digested ? "DID is" : "digests are"));
    }
  }
}
