// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.ArrayList;
import java.util.List;

/** Compares what a run has left with what was wanted, and names every violation. */
public final class Oracle {

  private final Wishes wishes;

  public Oracle(Wishes wishes) {
    this.wishes = wishes;
  }

  /** Empty if nothing is wrong. */
  public List<Finding> judge(Evidence evidence) {
    List<Finding> findings = judgeEarlier(evidence);
    findings.addAll(new CatalogueCheck(wishes, evidence).findings());
    findings.addAll(new CollectionCheck(wishes, evidence).findings());
    return findings;
  }

  /** The same of a disk that is older than the catalogue, which may have come further since. */
  public List<Finding> judgeEarlier(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(SourceCheck.of(evidence));
    findings.addAll(JournalCheck.of(evidence));
    findings.addAll(HistoryCheck.of(evidence));
    findings.addAll(new ClaimCheck(wishes, evidence).findings());
    return findings;
  }
}
