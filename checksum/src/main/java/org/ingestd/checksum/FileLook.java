// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * What lies at a path, seen without opening it and without following a link at its last name.
 *
 * @param mode {@code st_mode} of inode(7)
 * @param links {@code st_nlink}: names that it has on its file system; 1 where its host does not
 *     tell
 * @param key which file it is, to be compared with {@code BasicFileAttributes.fileKey} of others;
 *     the stamp itself where the file's host tells of none
 */
public record FileLook(int mode, int links, FileStamp stamp, Object key) {

  private static final String ATTRIBUTES =
      "unix:mode,nlink,dev,ino,size,lastModifiedTime,ctime,fileKey";
  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int DIRECTORY = 0x4000;
  private static final int LINK = 0xa000;

  /** Of a file on another host. */
  public static FileLook elsewhere(int mode, FileStamp stamp) {
    return new FileLook(mode, 1, stamp, stamp);
  }

  /**
   * One {@code lstat} on this host.
   *
   * @throws java.nio.file.NoSuchFileException if nothing is there
   * @throws IOException if the file system does not answer
   */
  public static FileLook at(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    return new FileLook(
        (Integer) requireNonNull(attributes.get("mode"), "mode"),
        (Integer) requireNonNull(attributes.get("nlink"), "nlink"),
        FileStamp.of(attributes),
        requireNonNull(attributes.get("fileKey"), "fileKey"));
  }

  public boolean isRegular() {
    return (mode & TYPE) == REGULAR;
  }

  public boolean isDirectory() {
    return (mode & TYPE) == DIRECTORY;
  }

  public boolean isLink() {
    return (mode & TYPE) == LINK;
  }

  /** The type bits of {@code st_mode} in words (inode(7)). */
  public String kind() {
    return switch (mode & TYPE) {
      case REGULAR -> "regular file";
      case DIRECTORY -> "directory";
      case LINK -> "symbolic link";
      case 0x1000 -> "FIFO";
      case 0xc000 -> "socket";
      case 0x6000 -> "block device";
      case 0x2000 -> "character device";
      default -> "file of unknown type";
    };
  }
}
