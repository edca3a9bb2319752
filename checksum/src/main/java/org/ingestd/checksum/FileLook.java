// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** One {@code lstat}: what lies at a path, without opening it and without following a link. */
record FileLook(int mode, FileStamp stamp) {

  private static final String ATTRIBUTES = "unix:mode,dev,ino,size,lastModifiedTime,ctime";
  private static final int TYPE = 0xf000;
  private static final int REGULAR = 0x8000;

  static FileLook at(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) requireNonNull(attributes.get("mode"), "mode");
    return new FileLook(mode, FileStamp.of(attributes));
  }

  boolean isRegular() {
    return (mode & TYPE) == REGULAR;
  }

  /** The type bits of {@code st_mode} in words (inode(7)). */
  String kind() {
    return switch (mode & TYPE) {
      case REGULAR -> "regular file";
      case 0x4000 -> "directory";
      case 0xa000 -> "symbolic link";
      case 0x1000 -> "FIFO";
      case 0xc000 -> "socket";
      case 0x6000 -> "block device";
      case 0x2000 -> "character device";
      default -> "file of unknown type";
    };
  }
}
