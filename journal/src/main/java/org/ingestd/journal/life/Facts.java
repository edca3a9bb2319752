// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.dataset.Placement;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * What a step found out; {@code null} leaves what the journal has.
 *
 * @param placement what the journal is to decide the file's dataset by
 */
public record Facts(
    @Nullable FileStamp stamp,
    @Nullable Identity identity,
    @Nullable FileMetadata metadata,
    @Nullable Placement placement) {

  public static final Facts NONE = new Facts(null, null);

  public Facts(@Nullable FileStamp stamp, @Nullable Identity identity) {
    this(stamp, identity, null);
  }

  public Facts(
      @Nullable FileStamp stamp, @Nullable Identity identity, @Nullable FileMetadata metadata) {
    this(stamp, identity, metadata, null);
  }

  /** The same with the dataset that was decided. */
  public Facts placedIn(Did dataset) {
    Identity known = identity == null ? Identity.NONE : identity;
    return new Facts(
        stamp,
        new Identity(known.digests(), known.did(), dataset, known.rse(), known.pfn()),
        metadata,
        null);
  }
}
