// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ingestd.testbed.telescope.manifest.Finishing;

/**
 * How files are finished, and whether odd ones come between.
 *
 * @param finishing the ways in use, mixed at random. A source with a marker sees only {@link
 *     Finishing#TRIGGER}, one without only the two others: do not mix these
 * @param faults whether every fifth path is an {@link
 *     org.ingestd.testbed.telescope.manifest.Oddity}
 * @param chunkPause between the chunks of a slow write
 * @param stagePause between the acts of a file that grows, is rewritten or vanishes. The watching
 *     source's quiet time must be longer (three times and more), otherwise what was promised of
 *     these files does not hold
 */
public record Habits(
    List<Finishing> finishing, boolean faults, Duration chunkPause, Duration stagePause) {

  /** Renames and slow writes, nothing odd. */
  public static final Habits DEFAULT =
      new Habits(
          List.of(Finishing.RENAME, Finishing.SLOW),
          false,
          Duration.ofMillis(2),
          Duration.ofMillis(300));

  /**
   * @throws IllegalArgumentException if no way is left or {@link Finishing#NEVER} is among them
   */
  public Habits {
    finishing = List.copyOf(finishing);
    if (finishing.isEmpty() || finishing.contains(Finishing.NEVER)) {
      throw new IllegalArgumentException(
          "finishing " + finishing + ": name one or more of RENAME, TRIGGER, SLOW");
    }
    if (chunkPause.isNegative() || stagePause.isNegative()) {
      throw new IllegalArgumentException(
          "pauses " + chunkPause + ", " + stagePause + " must not be negative");
    }
  }

  public Habits withFinishing(Set<Finishing> ways) {
    return new Habits(ways.stream().sorted().toList(), faults, chunkPause, stagePause);
  }

  public Habits withFaults(boolean wanted) {
    return new Habits(finishing, wanted, chunkPause, stagePause);
  }

  public Habits withPauses(Duration chunk, Duration stage) {
    return new Habits(finishing, faults, chunk, stage);
  }

  /** Whether complete files get markers, odd ones too. */
  boolean marks() {
    return finishing.contains(Finishing.TRIGGER);
  }
}
