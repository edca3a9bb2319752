// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.treefile;

import java.time.Duration;

/** A consumer that scans a source. */
public interface Scanning {

  /** Looks at everything now; returns at once. */
  void rescan();

  /** Whether the poll that was due this long ago did not come. */
  boolean isDead(Duration after);
}
