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
    return isTerminal(2);
  }

  /** Whether stdout is a terminal. */
  public static boolean isStdout() {
    return isTerminal(1);
  }

  /** On a terminal, unless NO_COLOR is set (no-color.org) or the terminal can do nothing. */
  public static boolean wantsColours() {
    String no = System.getenv("NO_COLOR");
    return isStdout() && (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
