// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import org.ingestd.checksum.FileStamp;
import org.jspecify.annotations.Nullable;

/** What a step found out; {@code null} leaves what the journal has. */
public record Facts(@Nullable FileStamp stamp, @Nullable Identity identity) {

  public static final Facts NONE = new Facts(null, null);
}
