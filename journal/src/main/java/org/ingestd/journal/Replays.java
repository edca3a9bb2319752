// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.journal.replay.Replay;
import org.ingestd.journal.replay.ReplayOutcome;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.rse.RawPath;

/** The replays in a journal. Thread-safe; every change is durable when its method returns. */
public interface Replays {

  /**
   * Asks for a replay, which is RUNNING from then on. Asking again changes nothing: a request that
   * is open already, or that came from the same file of the inbox, is given back as it is.
   *
   * @param file which file in the inbox it came from; empty: none
   */
  Begun begin(ReplayRequest request, String who, Optional<String> file);

  /**
   * @param fresh false: it was there already
   */
  record Begun(Replay replay, boolean fresh) {}

  /**
   * Changes the state of a replay if it may come to that one from where it is.
   *
   * @return as it is now; empty if none has this id
   */
  Optional<Replay> turn(long id, ReplayState to);

  /** Notes how many files it is about. */
  void counted(long id, long total);

  /**
   * Puts files onto the backlog lane and moves the cursor on, both or neither. Files that are
   * registered, or wait for a person, are counted and left.
   *
   * @return empty if the replay is not RUNNING any more: then nothing was done
   */
  Optional<Put> put(long id, Batch batch);

  /**
   * What came of a batch.
   *
   * @param report registered files that changed are told of in it, for the caller to decide
   * @param counts how many files ended how
   */
  record Put(SightingReport report, Map<ReplayOutcome, Long> counts) {
    public Put {
      counts = Map.copyOf(counts);
    }

    /** How many files were put onto the lane. */
    public long changes() {
      return counts.entrySet().stream()
          .filter(count -> count.getKey().isChange())
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * Files of a source, in the order of the walk.
   *
   * @param files with the lane BACKLOG; may be empty if none was left at the end
   * @param cursor the last of them
   * @param took since the batch before
   */
  record Batch(List<Sighting> files, RawPath cursor, Duration took) {
    public Batch {
      files = List.copyOf(files);
    }
  }

  /** The result of a replay that came from the inbox was written there. */
  void answered(long id);
}
