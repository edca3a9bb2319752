// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import org.ingestd.checksum.FileLook;

/**
 * A directory of a source that was reached name by name and is kept open: whatever happens to its
 * path meanwhile, its names are looked up in it and nowhere else ({@code openat}, {@code fstatat}).
 * Thread-safe.
 */
final class HeldDirectory implements AutoCloseable {

  private final SecureDirectoryStream<Path> open;
  private volatile boolean believed = true;

  HeldDirectory(SecureDirectoryStream<Path> open) {
    this.open = open;
  }

  /** False once a path led to another file than the one in here. */
  boolean isBelieved() {
    return believed;
  }

  /**
   * Whether this directory has the very file under this name that was just seen at its path. If
   * not, it may have been replaced, and is not believed any more.
   */
  boolean has(Path name, FileLook atItsPath) {
    if (!atItsPath.key().equals(key(name))) {
      believed = false;
    }
    return believed;
  }

  private Object key(Path name) {
    try {
      return open.getFileAttributeView(
              name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes()
          .fileKey();
    } catch (IOException nothingOfThisName) {
      return nothingOfThisName;
    }
  }

  /**
   * @throws IOException if it is a link, among others
   */
  FileChannel open(Path name) throws IOException {
    return Opening.in(open, name);
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
