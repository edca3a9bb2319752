// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.Lane;

/**
 * Which due files a step asks for; the newest due come first.
 *
 * @param size which size class, or ANY
 * @param now files due at or before this time
 */
public record Claim(FileState state, Lane lane, SizeClass size, Instant now, int limit) {

  /**
   * Small and large files have lanes of their own, so that a 450 GB file never delays small ones.
   */
  public enum SizeClass {
    SMALL,
    LARGE,
    ANY
  }

  public Claim {
    if (limit < 1) {
      throw new IllegalArgumentException("A claim of " + limit + " files");
    }
  }
}
