// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.checksum.FileStamp;
import org.jspecify.annotations.Nullable;

/** What a step found out; {@code null} leaves what the journal has. */
public record Facts(
    @Nullable FileStamp stamp, @Nullable Identity identity, @Nullable FileMetadata metadata) {

  public static final Facts NONE = new Facts(null, null);

  public Facts(@Nullable FileStamp stamp, @Nullable Identity identity) {
    this(stamp, identity, null);
  }
}
