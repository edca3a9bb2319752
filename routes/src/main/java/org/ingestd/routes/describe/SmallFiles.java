// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.describe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.disk.DiskVisit;
import org.ingestd.routes.disk.Look;
import org.ingestd.rse.RawPath;

/** Files beside those of a source, read whole, but never more than they may have. */
final class SmallFiles {

  /** What is at a path. */
  sealed interface Found {

    /** All of its bytes. */
    final class Content implements Found {

      private final byte[] bytes;
      private final FileStamp stamp;

      Content(byte[] bytes, FileStamp stamp) {
        this.bytes = bytes;
        this.stamp = stamp;
      }

      /** Not copied: who reads it changes nothing. */
      byte[] bytes() {
        return bytes;
      }

      FileStamp stamp() {
        return stamp;
      }
    }

    /** Nothing, or no regular file. */
    record Nothing() implements Found {}

    /** More than it may have. */
    record TooLarge(long size) implements Found {}
  }

  private final Path source;
  private final DiskVisit visit;

  /**
   * @param source the source's directory
   * @param visit to the place where it lies
   */
  SmallFiles(Path source, DiskVisit visit) {
    this.source = source;
    this.visit = visit;
  }

  /** Without following links. */
  Look look(Path file) {
    return visit.look(RawPath.relative(source, file));
  }

  /**
   * @param most bytes
   * @throws IOException if it is there and cannot be read
   */
  Found read(Path file, int most) throws IOException {
    Look look = look(file);
    if (look instanceof Look.Unknown unknown) {
      throw unknown.cause();
    }
    if (!(look instanceof Look.Regular regular)) {
      return new Found.Nothing();
    }
    if (regular.stamp().size() > most) {
      return new Found.TooLarge(regular.stamp().size());
    }
    try (SeekableByteChannel open = visit.open(RawPath.relative(source, file))) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(regular.stamp().size(), 1) + 1);
      int read = 0;
      while (bytes.hasRemaining() && read >= 0) {
        read = open.read(bytes);
      }
      return new Found.Content(Arrays.copyOf(bytes.array(), bytes.position()), regular.stamp());
    }
  }
}
