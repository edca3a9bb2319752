// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import java.util.List;
import java.util.Optional;

/**
 * How a night of one source stands.
 *
 * @param night {@code YYYYMMDD}
 * @param waitsFor why the night is not complete; empty if it is
 */
public record NightReport(
    String source, String night, Arrived arrived, Awaited awaited, Optional<String> waitsFor) {

  /**
   * @param files seen and not gone again before they were registered
   * @param registered that Rucio has from us
   * @param safe SAFE or released
   * @param problems with a problem of any severity
   */
  public record Arrived(long files, long bytes, long registered, long safe, long problems) {

    static final Arrived NOTHING = new Arrived(0, 0, 0, 0, 0);

    Arrived plus(Arrived other) {
      return new Arrived(
          files + other.files,
          bytes + other.bytes,
          registered + other.registered,
          safe + other.safe,
          problems + other.problems);
    }
  }

  /**
   * What is expected.
   *
   * @param files empty: nothing is expected, or it is not known what
   * @param missing how many of them have not arrived
   * @param names of missing ones, as many as were asked for; without them where only a count is
   *     expected
   * @param trouble why it is not known what is expected; empty if it is
   */
  public record Awaited(
      Optional<Long> files, long missing, List<String> names, Optional<String> trouble) {

    static final Awaited NOTHING = new Awaited(Optional.empty(), 0, List.of(), Optional.empty());
  }
}
