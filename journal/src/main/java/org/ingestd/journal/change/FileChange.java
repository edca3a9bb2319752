// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.LifeCycleListener;
import org.jspecify.annotations.Nullable;

/**
 * What one sighting or entry makes of one file; a journal writes {@code after} and {@code line}
 * together or not at all.
 *
 * @param before null at the first sighting
 * @param line null if neither state nor generation changed and nobody remarked anything
 */
public record FileChange(
    @Nullable Remembered before, Remembered after, @Nullable HistoryLine line, Told told) {

  /** What the {@link LifeCycleListener} hears of it. */
  public enum Told {
    MOVED,
    POSTPONED,
    REMARKED,
    NOTHING
  }

  /** Whether a sighting showed other content than before. */
  public boolean renews() {
    return before != null
        && (line != null
            || !SightingChanges.sameContent(before.file().stamp(), after.file().stamp()));
  }

  /** To be called just before the commit. */
  public void announce(LifeCycleListener listener) {
    if (told == Told.MOVED) {
      listener.moving(after.file(), line == null ? null : line.from());
    }
  }

  /** To be called once the change is durable. */
  public void tell(LifeCycleListener listener) {
    switch (told) {
      case MOVED -> listener.moved(after.file(), line == null ? null : line.from());
      case POSTPONED -> listener.postponed(after.file());
      case REMARKED -> listener.remarked(after.file(), line == null ? "" : line.reason());
      case NOTHING -> {}
    }
  }
}
