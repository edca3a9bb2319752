// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import com.jcraft.jsch.SftpATTRS;
import java.io.IOException;
import java.time.Instant;
import org.ingestd.checksum.FileLook;
import org.ingestd.checksum.FileStamp;
import org.ingestd.routes.disk.Look;

/**
 * What SFTP version 3 tells of a file: type, size, modification time in whole seconds. It tells
 * neither inode nor change time, and so neither is claimed.
 */
final class Attributes {

  private static final int NEEDED =
      SftpATTRS.SSH_FILEXFER_ATTR_SIZE
          | SftpATTRS.SSH_FILEXFER_ATTR_PERMISSIONS
          | SftpATTRS.SSH_FILEXFER_ATTR_ACMODTIME;

  private Attributes() {}

  /** Servers may leave out what they like. */
  static boolean areWhole(SftpATTRS attributes) {
    return (attributes.getFlags() & NEEDED) == NEEDED && attributes.getSize() >= 0;
  }

  static FileStamp stamp(SftpATTRS attributes) {
    long seconds = Integer.toUnsignedLong(attributes.getMTime());
    return FileStamp.of(attributes.getSize(), Instant.ofEpochSecond(seconds));
  }

  static FileLook fileLook(SftpATTRS attributes) throws IOException {
    if (!areWhole(attributes)) {
      throw new IOException("The server does not tell the file's type, size and time");
    }
    return FileLook.elsewhere(attributes.getPermissions(), stamp(attributes));
  }

  static Look look(SftpATTRS attributes) {
    if (!areWhole(attributes)) {
      return new Look.Unknown(
          new IOException("The server does not tell the file's type, size and time"));
    }
    if (attributes.isReg()) {
      return new Look.Regular(stamp(attributes), 1);
    }
    if (attributes.isDir()) {
      return new Look.Directory(stamp(attributes));
    }
    return new Look.Other(attributes.isLink() ? "link" : "other");
  }
}
