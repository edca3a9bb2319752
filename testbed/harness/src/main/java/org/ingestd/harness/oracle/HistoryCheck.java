// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ingestd.harness.oracle.Evidence.Acknowledged;
import org.ingestd.harness.oracle.JournalContent.Line;
import org.ingestd.harness.oracle.JournalContent.Row;

/** Whether each file's history is one that docs/states.md allows, without a gap. */
final class HistoryCheck {

  /** Written down from docs/states.md, on purpose not taken from the daemon's own table. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "SIGHTED", Set.of("SETTLED", "QUARANTINED", "VANISHED"),
          "SETTLED", Set.of("DIGESTED", "QUARANTINED", "VANISHED"),
          "DIGESTED", Set.of("REGISTERED", "QUARANTINED", "VANISHED"),
          "REGISTERED", Set.of("PROTECTED", "QUARANTINED"),
          "PROTECTED", Set.of("REGISTERED", "SAFE", "QUARANTINED"),
          "SAFE", Set.of("PROTECTED", "RELEASED"),
          "RELEASED", Set.of(),
          "QUARANTINED", Set.of("SIGHTED", "DIGESTED", "REGISTERED"),
          "VANISHED", Set.of("SIGHTED"));

  /** A file that changed begins again from any of these, as a new generation. */
  private static final Set<String> BEFORE_REGISTERED =
      Set.of("SIGHTED", "SETTLED", "DIGESTED", "QUARANTINED", "VANISHED");

  private final List<Finding> findings = new ArrayList<>();

  private HistoryCheck() {}

  static List<Finding> of(Evidence evidence) {
    HistoryCheck check = new HistoryCheck();
    Set<Acknowledged> durable = new HashSet<>();
    for (Row row : evidence.journal().rows()) {
      check.history(row);
      for (Line line : row.history()) {
        durable.add(new Acknowledged(row.path(), line.generation(), line.to()));
      }
    }
    for (Acknowledged told : evidence.acknowledged()) {
      if (!durable.contains(told)) {
        String what = told.state() + " of generation " + told.generation() + " was acknowledged";
        check.findings.add(
            new Finding(Violation.FORGOTTEN, told.path(), what + " and is in no line of history"));
      }
    }
    return check.findings;
  }

  private void history(Row row) {
    String state = "";
    int generation = 0;
    boolean registered = false;
    for (Line line : row.history()) {
      String from = line.from() == null ? "" : line.from();
      if (!from.equals(state)) {
        illegal(row, line, "comes after " + (state.isEmpty() ? "nothing" : state));
      } else if (from.isEmpty() && !line.to().equals("SIGHTED")) {
        illegal(row, line, "is the first");
      } else if (!from.isEmpty() && !isAllowed(from, line, generation, registered)) {
        illegal(row, line, "is not allowed");
      }
      if (line.reason().isBlank()) {
        illegal(row, line, "has no reason");
      }
      state = line.to();
      generation = line.generation();
      registered |= state.equals("REGISTERED");
    }
    if (!state.equals(row.state()) || generation != row.standing().generation()) {
      findings.add(
          new Finding(
              Violation.ILLEGAL_HISTORY,
              row.path(),
              "it stands in %s, generation %d, and its history ends in %s, generation %d"
                  .formatted(row.state(), row.standing().generation(), state, generation)));
    }
  }

  /** A line that goes nowhere is a remark. */
  private static boolean isAllowed(String from, Line line, int generation, boolean registered) {
    return line.generation() == generation
        ? from.equals(line.to()) || ALLOWED.getOrDefault(from, Set.of()).contains(line.to())
        : line.generation() == generation + 1
            && line.to().equals("SIGHTED")
            && BEFORE_REGISTERED.contains(from)
            && !registered;
  }

  private void illegal(Row row, Line line, String why) {
    findings.add(
        new Finding(
            Violation.ILLEGAL_HISTORY,
            row.path(),
            "%s → %s (generation %d) %s"
                .formatted(line.from(), line.to(), line.generation(), why)));
  }
}
