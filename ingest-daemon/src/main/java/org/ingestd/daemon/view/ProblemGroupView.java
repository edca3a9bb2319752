// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.outlook.ProblemGroup;

/**
 * All files with one problem, as {@code /api/problems} shows them.
 *
 * @param since when the one that has been in its state for longest came into it
 * @param files a few of them, the oldest first
 */
public record ProblemGroupView(
    ProblemCode problem,
    @JsonUnwrapped Words words,
    long count,
    Instant since,
    List<FileView> files) {

  /**
   * @param severity {@code info}, {@code warning} or {@code critical}
   * @param kind {@code wait} or {@code person}
   * @param hint what a person can do
   */
  public record Words(String severity, String kind, String sentence, String hint) {}

  public static ProblemGroupView of(ProblemGroup group) {
    ProblemCode problem = group.problem();
    return new ProblemGroupView(
        problem,
        new Words(
            FileView.lower(problem.severity()),
            FileView.lower(problem.kind()),
            problem.sentence(),
            problem.hint()),
        group.count(),
        group.since(),
        group.examples().stream().map(FileView::of).toList());
  }
}
