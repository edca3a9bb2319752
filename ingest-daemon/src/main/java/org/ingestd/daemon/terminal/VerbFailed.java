// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.terminal;

/** A verb cannot do what was asked; the message is for the operator and ends in the way out. */
public final class VerbFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exit;

  /**
   * @param exit one of {@link Exit}
   */
  public VerbFailed(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  public int exit() {
    return exit;
  }
}
