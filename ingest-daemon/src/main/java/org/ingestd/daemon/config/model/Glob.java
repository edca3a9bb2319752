// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.config.model;

import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;

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
      FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  @Override
  public String toString() {
    return pattern;
  }
}
