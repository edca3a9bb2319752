// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.probe;

/** The answers of a monitoring plugin, with their exit codes (Nagios plugin guidelines). */
public enum Level {
  OK(0),
  WARNING(1),
  CRITICAL(2),
  UNKNOWN(3);

  private final int exit;

  Level(int exit) {
    this.exit = exit;
  }

  public int exit() {
    return exit;
  }
}
