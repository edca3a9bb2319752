// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

/** The daemon cannot start, and waiting would not help; the message names what must be changed. */
public final class StartRefused extends Exception {

  private static final long serialVersionUID = 1L;

  /** What must be changed. */
  public enum Cause {
    /** The source RSE cannot be used so: exit 78. */
    RSE,
    /** We are taken for another account than the configured one: exit 77. */
    ACCOUNT,
    /** The page's address is taken: exit 75. */
    ADDRESS
  }

  private final Cause why;

  StartRefused(Cause why, String message) {
    super(message);
    this.why = why;
  }

  public Cause why() {
    return why;
  }
}
