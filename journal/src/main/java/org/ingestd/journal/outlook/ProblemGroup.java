// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.ProblemCode;

/**
 * All files that have one problem now.
 *
 * @param since when the one of them that has been in its state for longest came into it
 * @param examples a few of them
 */
public record ProblemGroup(
    ProblemCode problem, long count, Instant since, List<JournalFile> examples) {

  /** Then those that somebody must act on, then the oldest. */
  public static final Comparator<ProblemGroup> MOST_SEVERE_FIRST =
      comparing((ProblemGroup group) -> group.problem().severity())
          .thenComparing(group -> group.problem().kind())
          .reversed()
          .thenComparing(ProblemGroup::since)
          .thenComparing(ProblemGroup::problem);

  public ProblemGroup {
    examples = List.copyOf(examples);
  }
}
