// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Duration;
import org.ingestd.routes.contract.FoundBy;

/** A consumer that scans a source, wherever it lies: what differs is only Camel's part of it. */
public interface Scanning {

  /** The scans that it lets run from its start to its stop. */
  Scans scans();

  /** How it finds new files now. */
  FoundBy foundBy();

  /** Looks at everything now; returns at once. */
  default void rescan() {
    scans().again();
  }

  /** Whether the poll that was due this long ago did not come. */
  default boolean isDead(Duration after) {
    return scans().isDead(after);
  }
}
