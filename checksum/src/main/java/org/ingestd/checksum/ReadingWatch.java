// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks on while a file is read. Called by the reading threads, also concurrently. */
public interface ReadingWatch {

  /** Nobody looks on, nothing stops, nothing is throttled. */
  ReadingWatch NONE =
      new ReadingWatch() {
        @Override
        public void aboutToRead(long bytes) {}

        @Override
        public void progress(long bytesRead) {}

        @Override
        public boolean stopped() {
          return false;
        }
      };

  /**
   * Looks at a file, before it is opened and again after its last byte was read. Here: by its path.
   */
  default FileLook look(Path file) throws IOException {
    return FileLook.at(file);
  }

  /**
   * Opens a file that was a regular one a moment ago. Here: without following a link at its last
   * name.
   */
  default FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Who wants the bytes as well, so that what is in the file need not be read again: all of them,
   * once and in order, a block at a time, from one thread at a time. A block must not be kept.
   */
  default Optional<Consumer<ByteBuffer>> bytes() {
    return Optional.empty();
  }

  /** Before each block; may wait, to keep a rate ({@code limits.read}). */
  void aboutToRead(long bytes);

  /** After every 256 MiB of one file and at its end: bytes of this file read so far. */
  void progress(long bytesRead);

  /** Asked between blocks; once true, the reading ends as {@link Reading.Stopped}. */
  boolean stopped();
}
