// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify.difference;

import org.ingestd.daemon.terminal.Terminal;
import org.ingestd.daemon.view.Json;

/** Prints differences as they are found, and counts them. One thread. */
public final class DifferencePrinter {

  private final Terminal terminal;
  private long count;

  public DifferencePrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  public long count() {
    return count;
  }

  public void print(Difference difference) {
    count++;
    if (terminal.json()) {
      terminal.out().println(Json.line(difference.line()));
    } else {
      terminal
          .out()
          .printf(
              "%s  %s%n  %s%n  right: %s. %s%n",
              difference.kind().word(),
              difference.where(),
              difference.evidence(),
              difference.who(),
              difference.kind().hint());
    }
    terminal.out().flush();
  }
}
