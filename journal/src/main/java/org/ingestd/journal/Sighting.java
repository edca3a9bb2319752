// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileKey;
import org.ingestd.journal.life.Lane;
import org.ingestd.rse.Did;
import org.jspecify.annotations.Nullable;

/**
 * A file that discovery saw.
 *
 * @param did its DID if the name alone tells it, so that two files of one DID are noticed early
 * @param due when it may be complete: now + the quiet time
 * @param marked the marker that says "complete" is there: due at once, also if it was known
 */
public record Sighting(
    FileKey key, FileStamp stamp, Lane lane, @Nullable Did did, Instant due, boolean marked) {}
