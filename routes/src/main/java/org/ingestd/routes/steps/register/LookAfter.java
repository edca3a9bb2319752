// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.register;

import java.util.ArrayList;
import java.util.List;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.steps.Hands;
import org.ingestd.routes.steps.SightStep;
import org.ingestd.routes.steps.Visits;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Recheck;

/**
 * The look at files just after Rucio has taken them. Whoever removed, renamed or replaced one while
 * the call was under way did so to a file that was not registered yet, and its event was no alarm.
 */
final class LookAfter {

  private final Workbench bench;
  private final Hands hands;
  private final Recheck recheck;

  LookAfter(Workbench bench, Hands hands, Recheck recheck) {
    this.bench = bench;
    this.hands = hands;
    this.recheck = recheck;
  }

  /**
   * @param files as they were registered; over SFTP, where a look costs as much as the call, the
   *     next listing finds it
   */
  void at(List<JournalFile> files) {
    List<JournalFile> here = files.stream().filter(file -> file.stamp().tellsInode()).toList();
    List<Boolean> same;
    try (Visits visits = bench.visits(here)) {
      same = hands.each(here, file -> isThere(file, visits.of(file)));
    }
    List<FileKey> others = new ArrayList<>();
    for (int i = 0; i < here.size(); i++) {
      if (!same.get(i)) {
        others.add(here.get(i).key());
      }
    }
    recheck.gone(others);
  }

  private static boolean isThere(JournalFile file, DiskVisit visit) {
    return visit.look(file.key().path()) instanceof Look.Regular there
        && SightStep.change(file.stamp(), there.stamp()).isEmpty();
  }
}
