// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

/** A pattern on a path below a source, e.g. {@code **}{@code /*.fits.fz}. */
public record Glob(String pattern) {

  /**
   * @throws IllegalArgumentException if it is no pattern, or begins with a slash
   */
  public Glob {
    if (pattern.isEmpty() || pattern.startsWith("/")) {
      throw new IllegalArgumentException("it is relative to the source's path");
    }
    try {
      var unused = new org.ingestd.routes.selection.Glob(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a bracket or brace is not closed", e);
    }
  }

  @Override
  public String toString() {
    return pattern;
  }
}
