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
 * @param datasets by name
 * @param damage what SQLite's own check finds; empty if nothing
 */
public record JournalContent(
    List<Row> rows, Set<String> rules, Map<String, Dataset> datasets, List<String> damage) {

  /** Nothing but what is wrong with it. */
  static JournalContent empty(List<String> damage) {
    return new JournalContent(List.of(), Set.of(), Map.of(), damage);
  }

  /**
   * @param state whether the journal says that it was closed
   * @param contained whether the journal says that its container has it
   */
  public record Dataset(String state, boolean contained) {}

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
