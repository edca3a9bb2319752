// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import org.ingestd.checksum.FileStamp;
import org.ingestd.journal.life.FileState;
import org.ingestd.rse.RawPath;

/** The little that discovery needs of a known file, to decide whether it must look at it. */
public record Known(RawPath path, long id, FileState state, FileStamp stamp) {}
