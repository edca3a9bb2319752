// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

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

  /** Before each block; may wait, to keep a rate ({@code limits.read}). */
  void aboutToRead(long bytes);

  /** After every 256 MiB of one file and at its end: bytes of this file read so far. */
  void progress(long bytesRead);

  /** Asked between blocks; once true, the reading ends as {@link Reading.Stopped}. */
  boolean stopped();
}
