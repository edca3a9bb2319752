// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where a verb speaks to.
 *
 * @param out data
 * @param err messages
 * @param configFile as named by the operator
 * @param json whether data is for scripts
 */
public record Terminal(PrintWriter out, PrintWriter err, Path configFile, boolean json) {

  /** A line on stderr, with the program's name. */
  public void say(String message) {
    err.println("ingestd: " + message);
  }
}
