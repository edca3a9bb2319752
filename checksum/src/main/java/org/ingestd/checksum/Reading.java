// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;

/** How a reading of a file ended. Only {@link Digested} carries digests. */
public sealed interface Reading {

  /**
   * The whole file was read, and it was the same file, unchanged, before and after.
   *
   * @param zeros bytes of it that are in whole pages (4 KiB) of zeros
   */
  record Digested(FileStamp stamp, Digests digests, long zeros) implements Reading {}

  /** The file changed, was truncated or was replaced while it was read; {@code what} says how. */
  record ChangedWhileRead(String what) implements Reading {}

  /** Nothing is at this path any more. */
  record Vanished() implements Reading {}

  /** The path is a link, a directory, a FIFO, a device: it was not opened. */
  record NotRegular(String kind) implements Reading {}

  /** We may not read it, or not enter a directory above it (EACCES). */
  record Unreadable(IOException cause) implements Reading {}

  /** The disk or the file system failed. */
  record Failed(IOException cause) implements Reading {}

  /** The {@link ReadingWatch} asked to stop. */
  record Stopped(long bytesRead) implements Reading {}
}
