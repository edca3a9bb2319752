// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.nio.file.Path;
import java.util.Set;

/** Reads files once for all their digests. Thread-safe. */
public final class DigestReader {

  /**
   * @param wanted the digests; adler32 is computed even if it is not among them
   */
  public Reading read(Path file, Set<DigestAlgorithm> wanted, ReadingWatch watch) {
    throw new UnsupportedOperationException();
  }
}
