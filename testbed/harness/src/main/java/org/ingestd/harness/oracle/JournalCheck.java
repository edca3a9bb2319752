// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ingestd.harness.oracle.JournalContent.Row;
import org.ingestd.harness.oracle.JournalContent.Standing;
import org.jspecify.annotations.Nullable;

/** What the journal knows of the files that there are, and what it says of each by itself. */
final class JournalCheck {

  private static final Set<String> ON_THE_WAY =
      Set.of("SIGHTED", "SETTLED", "DIGESTED", "REGISTERED", "PROTECTED");

  private final Evidence evidence;
  private final List<Finding> findings = new ArrayList<>();

  private JournalCheck(Evidence evidence) {
    this.evidence = evidence;
  }

  static List<Finding> of(Evidence evidence) {
    JournalCheck check = new JournalCheck(evidence);
    evidence
        .journal()
        .damage()
        .forEach(what -> check.found(Violation.JOURNAL_DAMAGED, "journal", what));
    evidence.after().files().forEach(check::known);
    evidence.journal().rows().forEach(check::row);
    return check.findings;
  }

  private void found(Violation violation, String subject, String what) {
    findings.add(new Finding(violation, subject, what));
  }

  private void known(String path, DiskFile file) {
    List<Row> rows =
        evidence.journal().rows().stream().filter(row -> row.path().equals(path)).toList();
    if (rows.isEmpty() && evidence.ended()) {
      found(Violation.LOST, path, "on the disk, not in the journal");
    }
    if (rows.size() > 1) {
      String ids =
          rows.stream().map(row -> String.valueOf(row.id())).collect(Collectors.joining(", "));
      found(Violation.DOUBLED, path, "rows " + ids + " of the journal");
    }
    for (Row row : rows) {
      if (row.state().equals("VANISHED") || row.state().equals("RELEASED")) {
        found(Violation.LOST, path, "on the disk, in the journal " + row.state());
      }
      content(path, file, row);
    }
  }

  /** Whatever was digested must be what lies there: nobody writes during these runs. */
  private void content(String path, DiskFile file, Row row) {
    if (row.digests().isEmpty()) {
      return;
    }
    if (row.size() != file.size()) {
      found(Violation.WRONG_SIZE, path, "disk " + file.size() + ", journal " + row.size());
    }
    checksum(path, file.adler32(), row.digests().get('A'));
    if (row.digests().containsKey('M')) {
      checksum(path, file.md5(), row.digests().get('M'));
    }
  }

  private void checksum(String path, String disk, @Nullable String journal) {
    if (!disk.equals(journal)) {
      found(Violation.WRONG_CHECKSUM, path, "disk " + disk + ", journal " + journal);
    }
  }

  private void row(Row row) {
    Standing standing = row.standing();
    boolean onTheWay = ON_THE_WAY.contains(row.state());
    if (onTheWay && standing.due() == null) {
      found(Violation.STUCK_WITHOUT_REASON, row.path(), row.state() + " and never due again");
    }
    if (onTheWay && evidence.ended() && standing.problem() == null) {
      found(
          Violation.STUCK_WITHOUT_REASON,
          row.path(),
          row.state() + " at the end, without a problem: " + standing.reason());
    }
    boolean held = row.state().equals("QUARANTINED");
    if (held && (standing.problem() == null || standing.reason().isBlank())) {
      found(Violation.STUCK_WITHOUT_REASON, row.path(), "QUARANTINED, and nobody is told why");
    }
  }
}
