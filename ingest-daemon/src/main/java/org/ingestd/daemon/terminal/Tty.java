// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks on. {@code System.console()} says so no more since JDK 22. */
public final class Tty {

  private Tty() {}

  /** Whether stderr is a terminal. */
  public static boolean isStderr() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
