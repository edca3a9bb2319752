// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a journal's tables.
 *
 * @param rules ids
 * @param damage what SQLite's own check finds; empty if nothing
 */
public record JournalContent(List<Row> rows, Set<String> rules, List<String> damage) {

  /**
   * One file.
   *
   * @param path below the source's directory
   * @param digests by letter: A adler32, M md5
   */
  public record Row(
      long id,
      String path,
      Standing standing,
      long size,
      Map<Character, String> digests,
      Place place,
      List<Line> history) {

    public String state() {
      return standing.state;
    }
  }

  /**
   * @param due milliseconds since the epoch; null: nothing happens by itself
   */
  public record Standing(
      String state, String reason, int generation, @Nullable Long due, @Nullable String problem) {}

  /** Names are null until they are known. */
  public record Place(@Nullable String name, @Nullable String dataset, @Nullable String pfn) {}

  /**
   * @param from null at the first sighting
   */
  public record Line(@Nullable String from, String to, String reason, int generation) {}
}
