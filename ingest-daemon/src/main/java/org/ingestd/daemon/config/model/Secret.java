// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.util.function.Supplier;

/**
 * A value that must not be seen. It is looked up anew each time it is revealed, so that a renewed
 * credential file is taken without a restart.
 */
public final class Secret {

  /** What stands in its place wherever it is printed. */
  public static final String MASK = "********";

  private final Supplier<String> source;

  /**
   * @param source throws an unchecked exception that names the place, never the value
   */
  public Secret(Supplier<String> source) {
    this.source = source;
  }

  public String reveal() {
    return source.get();
  }

  @Override
  public String toString() {
    return MASK;
  }
}
