// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.change;

import java.time.Duration;
import java.util.Optional;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.life.FileMetadata;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.Standing;
import org.ingestd.journal.metadata.JournalMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What one sighting or entry makes of one file; a journal writes {@code after} and {@code line}
 * together or not at all.
 *
 * @param before null at the first sighting
 * @param line null if neither state nor generation changed and nobody remarked anything
 * @param found metadata that a step found out; null if none did
 */
public record FileChange(
    @Nullable Remembered before,
    Remembered after,
    @Nullable HistoryLine line,
    Told told,
    @Nullable FileMetadata found) {

  FileChange(@Nullable Remembered before, Remembered after, @Nullable HistoryLine line, Told told) {
    this(before, after, line, told, null);
  }

  /** What the {@link LifeCycleListener} hears of it. */
  public enum Told {
    MOVED,
    POSTPONED,
    REMARKED,
    NOTHING
  }

  /** The state before; empty at the first sighting. */
  public Optional<FileState> from() {
    return Optional.ofNullable(before).map(known -> known.file().state());
  }

  /** Whether a sighting showed other content than before. */
  public boolean renews() {
    return before != null
        && (line != null
            || !SightingChanges.sameContent(before.file().stamp(), after.file().stamp()));
  }

  /** Whether {@link #metadata} must be asked. */
  public boolean concernsMetadata() {
    return found != null || isRegisteredNow() || isOtherContent();
  }

  /**
   * The file's metadata after the change. Those of another content are forgotten; those of a file
   * that Rucio knows from now on are to be written there.
   *
   * @param known the metadata until now
   */
  public Optional<JournalMetadata> metadata(Optional<JournalMetadata> known) {
    Optional<JournalMetadata> kept = isOtherContent() ? Optional.empty() : known;
    if (found != null) {
      kept = found.isEmpty() ? Optional.empty() : Optional.of(JournalMetadata.found(found));
    }
    return after.registered() && (isRegisteredNow() || found != null)
        ? kept.map(metadata -> metadata.due(after.file().standing().since()))
        : kept;
  }

  private boolean isRegisteredNow() {
    return after.registered() && (before == null || !before.registered());
  }

  private boolean isOtherContent() {
    return before != null
        && before.file().standing().generation() != after.file().standing().generation();
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
      case MOVED -> {
        listener.moved(after.file(), line == null ? null : line.from());
        tellStay(listener);
      }
      case POSTPONED -> listener.postponed(after.file());
      case REMARKED -> listener.remarked(after.file(), line == null ? "" : line.reason());
      case NOTHING -> {}
    }
  }

  private void tellStay(LifeCycleListener listener) {
    if (before != null) {
      Standing old = before.file().standing();
      listener.stayed(
          after.file(),
          old.state(),
          Duration.between(old.since(), after.file().standing().since()));
    }
  }
}
