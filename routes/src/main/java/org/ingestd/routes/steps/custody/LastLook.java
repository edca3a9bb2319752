// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps.custody;

import java.util.Optional;
import java.util.function.Function;
import org.ingestd.journal.life.Entry;
import org.ingestd.journal.life.Facts;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.steps.CarefulReader;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.SecondLook.Finding;

/** The look at the file itself just before it is called SAFE. */
final class LastLook {

  private final Workbench bench;
  private final SecondLook second;

  LastLook(Workbench bench, CarefulReader reader) {
    this.bench = bench;
    this.second = new SecondLook(bench, reader);
  }

  /**
   * @param unchanged makes the outcome of an unchanged file, with a new stamp if it has one
   * @return empty if the daemon stops before it is known
   */
  Optional<Entry> at(JournalFile file, DiskVisit visit, Function<Facts, Entry> unchanged) {
    Finding finding = second.at(file, visit);
    if (finding instanceof Finding.Touched) {
      finding = second.read(file, visit);
    }
    if (finding instanceof Finding.Same same) {
      boolean news = !same.stamp().equals(file.stamp());
      return Optional.of(unchanged.apply(news ? new Facts(same.stamp(), null) : Facts.NONE));
    }
    if (finding instanceof Finding.Other other) {
      return Optional.of(believed(file, other));
    }
    if (finding instanceof Finding.Away away) {
      return Optional.of(bench.offline(file, away.offline()));
    }
    return finding instanceof Finding.Unknown unknown
        ? Optional.of(bench.unknown(file, unknown.look()))
        : Optional.empty();
  }

  /** Another disk may have other files under the same names. */
  private Entry believed(JournalFile file, Finding.Other other) {
    return bench
        .whyOffline(file)
        .map(offline -> bench.offline(file, offline))
        .orElseGet(() -> bench.quarantine(file, other.problem(), other.detail()));
  }
}
