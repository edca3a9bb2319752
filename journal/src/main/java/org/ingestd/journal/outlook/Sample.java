// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.outlook;

import java.time.Instant;
import java.util.Map;
import org.ingestd.journal.life.FileState;

/**
 * How much stood where at some moment, all sources together.
 *
 * @param amounts states where nothing was are left out
 */
public record Sample(Instant at, Map<FileState, Amount> amounts) {

  public Sample {
    amounts = Map.copyOf(amounts);
  }

  /** Files and their bytes. */
  public record Amount(long files, long bytes) {

    public static final Amount NONE = new Amount(0, 0);

    public Amount plus(Amount other) {
      return new Amount(files + other.files, bytes + other.bytes);
    }
  }
}
