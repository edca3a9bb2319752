// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Duration;
import org.ingestd.journal.Journal;
import org.ingestd.routes.clock.DueTimes;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.steps.Sources;
import org.ingestd.routes.steps.WorkBell;

/**
 * What all claims share.
 *
 * @param backlogShare 0 to 1: of each claim, how much the backlog gets while live files wait
 */
public record ClaimDesk(
    Journal journal,
    WorkBell bell,
    Sources sources,
    double backlogShare,
    IngestListener listener,
    DueTimes times) {

  /** Files whose source is not configured any more rest so long. */
  public static final Duration REST = Duration.ofHours(1);

  public ClaimDesk {
    if (!(backlogShare >= 0 && backlogShare <= 1)) {
      throw new IllegalArgumentException("A backlog share of " + backlogShare);
    }
  }
}
