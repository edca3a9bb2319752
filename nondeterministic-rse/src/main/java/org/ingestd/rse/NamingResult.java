// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import java.util.Map;
import java.util.Optional;

/** What {@link Naming} made of a path. */
public sealed interface NamingResult {

  /**
   * @param container that is to hold the dataset
   * @param night {@code YYYYMMDD} of the evening
   * @param nightFrom where the night's time came from: {@code datetime}, {@code date}, {@code FITS
   *     DATE-OBS}, {@code mtime}
   * @param groups the pattern's groups, in the pattern's order
   */
  record Named(
      Did did,
      Optional<Did> dataset,
      Optional<Did> container,
      String night,
      String nightFrom,
      Map<String, String> groups)
      implements NamingResult {}

  /** The source's pattern does not fit the file's name. */
  record PatternMismatch(String why) implements NamingResult {}

  /** Rucio would refuse a name that the templates give; {@code why} quotes name and rule. */
  record Refused(String why) implements NamingResult {}
}
