// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether an RSE can be a source of files registered in place. */
public final class RseCheck {

  private RseCheck() {}

  /**
   * @param subject one or two words, e.g. {@code non-deterministic}
   * @param ok false: the daemon refuses to start with this RSE (not for {@code writable}, which may
   *     heal)
   */
  public record Finding(String subject, boolean ok, String message) {}

  /** Every check with its outcome, in a fixed order. */
  public static List<Finding> check(RseDescription rse, Path root, Optional<String> scheme) {
    throw new UnsupportedOperationException(rse.toString() + root + scheme);
  }

  /**
   * The protocol that PFNs are made with: the wanted scheme's, or the best for writing.
   *
   * @return empty if the RSE has none that can write
   */
  public static Optional<RseDescription.Protocol> protocol(
      RseDescription rse, Optional<String> scheme) {
    throw new UnsupportedOperationException(rse.toString() + scheme);
  }
}
