// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;

/**
 * A file that was SAFE and is no more: told until it is SAFE again, whatever else happens to it on
 * the way.
 *
 * @param detail what was lost, and after {@value #MEANWHILE} what is in the way now
 */
public record LostSafety(String detail) {

  private static final String MEANWHILE = " Meanwhile: ";

  public static Optional<LostSafety> of(JournalFile file) {
    return file.retry().problem() == ProblemCode.NO_LONGER_SAFE
        ? Optional.of(new LostSafety(Objects.requireNonNullElse(file.retry().detail(), "")))
        : Optional.empty();
  }

  /** The same with what is in the way now; only the latest is kept. */
  LostSafety meanwhile(String what) {
    int end = detail.indexOf(MEANWHILE);
    return new LostSafety((end < 0 ? detail : detail.substring(0, end)) + MEANWHILE + what);
  }

  Entry postponed(JournalFile file, Instant due) {
    return new Entry.Postpone(file.id(), file.state(), ProblemCode.NO_LONGER_SAFE, detail, due);
  }

  /** For a change of state on the way back to SAFE. */
  public static Entry.Next next(JournalFile file, Instant due) {
    return of(file)
        .map(lost -> new Entry.Next(due, ProblemCode.NO_LONGER_SAFE, lost.detail()))
        .orElseGet(() -> Entry.Next.due(due));
  }
}
