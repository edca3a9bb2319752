// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.checksum.Digests;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * What a file is called and where it lies, as far as it is known by now; {@code null} for what is
 * not known yet (a file named at sighting has no digests).
 *
 * @param pfn the PFN that is or will be registered
 */
public record Identity(
    @Nullable Digests digests,
    @Nullable Did did,
    @Nullable Did dataset,
    @Nullable String rse,
    @Nullable String pfn) {

  /** Nothing is known. */
  public static final Identity NONE = new Identity(null, null, null, null, null);
}
