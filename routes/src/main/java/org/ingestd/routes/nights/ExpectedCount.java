// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.util.List;
import java.util.Optional;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.rse.RawPath;

/** So many files each night; empty: nothing is expected. */
record ExpectedCount(Optional<Long> count) implements Expectation {

  @Override
  public boolean asksForNames() {
    return false;
  }

  @Override
  public void arrived(RawPath path) {
    // Only their number counts.
  }

  @Override
  public Awaited awaited(long files, int names) {
    return count
        .map(wanted -> new Awaited(count, Math.max(0, wanted - files), List.of(), Optional.empty()))
        .orElse(Awaited.NOTHING);
  }
}
