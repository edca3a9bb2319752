// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Set;
import org.ingestd.checksum.DigestAlgorithm;
import org.ingestd.checksum.DigestReader;
import org.ingestd.checksum.Reading;
import org.ingestd.checksum.ReadingWatch;
import org.ingestd.rse.RawPath;

/**
 * Work on some files of one source. Faults are told by class wherever the file lies: {@code
 * NoSuchFileException}, {@code AccessDeniedException}, any other {@code IOException}. Thread-safe
 * until it is closed.
 */
public interface DiskVisit extends AutoCloseable {

  /**
   * What lies there now, without following a link: one in the place of a directory on the way
   * counts as a link.
   */
  Look look(RawPath file);

  /** The same for any place on the host that has the source, e.g. a marker's. */
  Look lookAt(Path place);

  /** Opens a regular file for reading at any position. */
  SeekableByteChannel open(RawPath file) throws IOException;

  /**
   * Does what can be done there to have the file, and the directories above it that are new, on the
   * disk; see {@link SourceDisk#settled}.
   */
  void force(RawPath file) throws IOException;

  /** Looks, opens, reads once for all digests and looks again. */
  Reading read(RawPath file, Set<DigestAlgorithm> wanted, DigestReader reader, ReadingWatch watch);

  @Override
  void close();
}
