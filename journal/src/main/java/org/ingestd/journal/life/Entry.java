// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.time.Instant;
import org.ingestd.checksum.FileStamp;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one file, written by a step. Every entry names the state that the step saw; if
 * the file is in another one by now, nothing is written and the verdict is {@link Verdict#STALE}.
 */
public sealed interface Entry {

  long file();

  FileState expected();

  /**
   * The file goes to another state; attempts go back to 0. The problem is cleared unless {@code
   * next} has one: always for QUARANTINED, and for states that keep a problem shown. The
   * constructor throws {@link IllegalTransition} for what the table does not allow.
   */
  record Move(long file, FileState expected, FileState to, String reason, Facts facts, Next next)
      implements Entry {

    public Move {
      LifeCycle.require(file, expected, to);
      if (reason.isBlank()) {
        throw new IllegalArgumentException("No change of state without a reason: file " + file);
      }
      if (to == FileState.QUARANTINED && next.problem() == null) {
        throw new IllegalArgumentException("QUARANTINED without a problem: file " + file);
      }
    }

    /** The same with the dataset that was decided. */
    public Move placedIn(Did dataset) {
      return new Move(file, expected, to, reason, facts.placedIn(dataset), next);
    }
  }

  /**
   * What is to happen next with a file.
   *
   * @param due null if nothing is to be done by itself
   */
  record Next(@Nullable Instant due, @Nullable ProblemCode problem, @Nullable String detail) {

    public static Next due(Instant when) {
      return new Next(when, null, null);
    }

    public static Next nothing() {
      return new Next(null, null, null);
    }

    public static Next person(ProblemCode problem, String detail) {
      return new Next(null, problem, detail);
    }
  }

  /** The step failed and is tried again: state kept, attempts + 1. */
  record Postpone(long file, FileState expected, ProblemCode problem, String detail, Instant due)
      implements Entry {}

  /**
   * Nothing failed, it is only not time yet: attempts and problem are cleared. Not for QUARANTINED,
   * which keeps its problem until a person acts.
   *
   * @param stamp what the file looks like now, if that was looked at
   */
  record Await(long file, FileState expected, @Nullable FileStamp stamp, Instant due)
      implements Entry {

    public Await {
      if (expected == FileState.QUARANTINED) {
        throw new IllegalArgumentException("QUARANTINED without a problem: file " + file);
      }
    }
  }

  /**
   * The file changed before it was registered: SIGHTED again as a new generation, digests
   * forgotten.
   *
   * @param problem CHANGED_WHILE_READ if a reading was lost, else null
   */
  record Renew(
      long file,
      FileState expected,
      FileStamp stamp,
      String reason,
      Instant due,
      @Nullable ProblemCode problem)
      implements Entry {

    public Renew {
      LifeCycle.requireRenewable(file, expected);
    }
  }

  /**
   * A registered file was looked at again and is what was registered: its stamp is renewed, and
   * what was said of its source is over. State, due time and any other problem stay.
   */
  record Confirm(long file, FileState expected, FileStamp stamp) implements Entry {

    public Confirm {
      if (LifeCycle.isRenewable(expected)) {
        throw new IllegalArgumentException(
            "File %d is %s: not registered, or waiting for a person".formatted(file, expected));
      }
    }
  }

  /**
   * A person's word about a file that stays where it is: a line of its history. Attempts go back to
   * 0; the problem is cleared unless {@code next} has one, which it must for QUARANTINED.
   */
  record Remark(long file, FileState expected, String reason, Next next) implements Entry {

    public Remark {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("No remark without a reason: file " + file);
      }
      if (expected == FileState.QUARANTINED && next.problem() == null) {
        throw new IllegalArgumentException("QUARANTINED without a problem: file " + file);
      }
    }
  }
}
