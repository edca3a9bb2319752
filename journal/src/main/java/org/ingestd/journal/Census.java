// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.metadata.MetadataTally;
import org.ingestd.journal.replay.Replay;
import org.jspecify.annotations.Nullable;

/**
 * How many files stand where, from counters that survive restarts.
 *
 * @param tallies by source, then state; absent where nothing is
 * @param troubles how many files of which source have which problem now; absent where none has
 * @param metadata registered files whose metadata Rucio does not have yet
 * @param replays those that can still put files on the lane
 */
public record Census(
    Map<String, Map<FileState, Tally>> tallies,
    Map<String, Map<ProblemCode, Long>> troubles,
    MetadataTally metadata,
    List<Replay> replays) {

  public Census {
    replays = replays.stream().filter(replay -> replay.state().isOpen()).toList();
  }

  public Census(
      Map<String, Map<FileState, Tally>> tallies, Map<String, Map<ProblemCode, Long>> troubles) {
    this(tallies, troubles, new MetadataTally(0, 0), List.of());
  }

  /** How many files have which problem now, of all sources together. */
  public Map<ProblemCode, Long> problems() {
    Map<ProblemCode, Long> all = new EnumMap<>(ProblemCode.class);
    troubles
        .values()
        .forEach(its -> its.forEach((problem, files) -> all.merge(problem, files, Long::sum)));
    return all;
  }

  /**
   * @param oldest when the file that has been longest in this state came into it; null if none
   */
  public record Tally(long count, long bytes, @Nullable Instant oldest) {}
}
