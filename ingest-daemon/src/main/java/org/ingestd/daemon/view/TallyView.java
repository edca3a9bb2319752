// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.view;

import java.time.Instant;
import java.util.Map;
import org.ingestd.journal.Census;
import org.ingestd.journal.Census.Tally;
import org.ingestd.journal.life.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Files, their bytes, and since when the one that has been there longest is there.
 *
 * @param oldest null if there is none
 */
public record TallyView(long count, long bytes, @Nullable Instant oldest) {

  static final TallyView NONE = new TallyView(0, 0, null);

  /** All sources together. */
  static TallyView of(Census census, FileState state) {
    TallyView sum = NONE;
    for (Map<FileState, Tally> source : census.tallies().values()) {
      Tally tally = source.get(state);
      if (tally != null) {
        sum = sum.plus(new TallyView(tally.count(), tally.bytes(), tally.oldest()));
      }
    }
    return sum;
  }

  TallyView plus(TallyView other) {
    return new TallyView(count + other.count, bytes + other.bytes, earlier(oldest, other.oldest));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other;
    }
    return other == null || one.isBefore(other) ? one : other;
  }
}
