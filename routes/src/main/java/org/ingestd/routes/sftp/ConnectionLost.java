// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connection broke while an answer was waited for; it says nothing about the file. */
final class ConnectionLost extends IOException {

  private static final long serialVersionUID = 1L;

  ConnectionLost(@Nullable Throwable cause) {
    super("The connection to the server was lost", cause);
  }
}
