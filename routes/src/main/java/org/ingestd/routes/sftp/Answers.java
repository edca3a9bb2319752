// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the server refused, by its code, as the same faults have on this host's disks. */
final class Answers {

  private Answers() {}

  /**
   * Whether the server answered, and goes on answering. JSch wraps everything else that goes wrong;
   * whether the connection says yet that it is broken is a matter of luck.
   */
  static boolean isRefusal(SftpException fault) {
    return fault.getCause() == null
        && fault.id != ChannelSftp.SSH_FX_NO_CONNECTION
        && fault.id != ChannelSftp.SSH_FX_CONNECTION_LOST;
  }

  static IOException fault(SftpException fault, Path place) {
    if (fault.getCause() instanceof InterruptedIOException interrupted) {
      return interrupted;
    }
    if (!isRefusal(fault)) {
      return new ConnectionLost(fault);
    }
    String at = ServerPath.harmless(ServerPath.of(place));
    return switch (fault.id) {
      case ChannelSftp.SSH_FX_NO_SUCH_FILE -> new NoSuchFileException(at);
      case ChannelSftp.SSH_FX_PERMISSION_DENIED -> new AccessDeniedException(at);
      default ->
          new IOException("The server refuses " + at + " with SFTP status " + fault.id, fault);
    };
  }
}
