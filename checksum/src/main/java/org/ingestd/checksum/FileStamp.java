// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of a file, by which change is noticed. Times are nanoseconds since the
 * epoch, as fine as the file system keeps them; the size is in bytes. The change time cannot be set
 * back by a program, so it betrays a rewrite that restored the modification time.
 */
public record FileStamp(long device, long inode, long size, long mtimeNanos, long ctimeNanos) {

  /** Stands for a device, an inode or a change time of which the file's host does not tell. */
  public static final long NOT_TOLD = 0;

  public FileStamp {
    if (size < 0) {
      throw new IllegalArgumentException("A file's size cannot be " + size);
    }
  }

  /**
   * Looks at the path itself; a link is not followed.
   *
   * @throws java.nio.file.NoSuchFileException if nothing is there
   * @throws IOException if the file system does not answer
   */
  public static FileStamp of(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(
            file, "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
    return of(attributes);
  }

  /** From the attributes {@code dev, ino, size, lastModifiedTime, ctime} of the view "unix". */
  public static FileStamp of(Map<String, Object> attributes) {
    return new FileStamp(
        number(attributes, "dev"),
        number(attributes, "ino"),
        number(attributes, "size"),
        nanos(attributes, "lastModifiedTime"),
        nanos(attributes, "ctime"));
  }

  /** Of a file of which no more is told than this, e.g. over SFTP. */
  public static FileStamp of(long size, Instant modified) {
    long nanos = TimeUnit.SECONDS.toNanos(modified.getEpochSecond()) + modified.getNano();
    return new FileStamp(NOT_TOLD, NOT_TOLD, size, nanos, NOT_TOLD);
  }

  /** Whether two files with the same number must be the same file. */
  public boolean tellsInode() {
    return inode != NOT_TOLD;
  }

  /** The change time; the modification time, which a writer may have set, where it is not told. */
  public long lastTouchNanos() {
    return ctimeNanos == NOT_TOLD ? mtimeNanos : ctimeNanos;
  }

  private static long number(Map<String, Object> attributes, String name) {
    return (Long) requireNonNull(attributes.get(name), name);
  }

  private static long nanos(Map<String, Object> attributes, String name) {
    return ((FileTime) requireNonNull(attributes.get(name), name)).to(TimeUnit.NANOSECONDS);
  }

  /**
   * The first difference in words ("size 10 → 12"), or empty if both are the same file unchanged.
   */
  public Optional<String> differenceTo(FileStamp later) {
    if (device != later.device || inode != later.inode) {
      return Optional.of("another file (inode " + inode + " → " + later.inode + ")");
    }
    if (size != later.size) {
      return Optional.of("size " + size + " → " + later.size);
    }
    if (mtimeNanos != later.mtimeNanos) {
      return Optional.of("modification time");
    }
    return ctimeNanos != later.ctimeNanos ? Optional.of("change time") : Optional.empty();
  }
}
