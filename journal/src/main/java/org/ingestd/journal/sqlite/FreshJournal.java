// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.statedir.JournalLock;
import org.ingestd.journal.statedir.StateDirectory;

/**
 * A new journal in the place of one that is lost or not to be trusted. It is made beside the old
 * one and put in its place when it is whole; the old one is kept byte for byte. Until the last step
 * the state directory is refused at every start, so a crash leaves nothing that looks right and is
 * not.
 */
public final class FreshJournal implements AutoCloseable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StateDirectory state;
  private final StateDirectory draft;
  private final JournalLock lock;
  private final Clock clock;
  private final Journal journal;

  private FreshJournal(
      StateDirectory state, StateDirectory draft, JournalLock lock, Clock clock, Journal journal) {
    this.state = state;
    this.draft = draft;
    this.lock = lock;
    this.clock = clock;
    this.journal = journal;
  }

  /**
   * Takes the lock of the state directory and begins an empty journal in a directory below it.
   *
   * @param largeFrom files of this size in bytes and more are of the large class
   * @throws org.ingestd.journal.JournalException LOCKED naming the holder, FULL or IO
   */
  public static FreshJournal begin(Path path, long largeFrom, Clock clock) throws IOException {
    StateDirectory state = new StateDirectory(path);
    state.prepare();
    JournalLock lock = JournalLock.acquire(state, clock.instant());
    try {
      StateDirectory draft = new StateDirectory(path.resolve("journal.rebuild"));
      discard(draft);
      Journal journal = SqliteJournal.open(draft.path(), largeFrom, clock, LifeCycleListener.NONE);
      return new FreshJournal(state, draft, lock, clock, journal);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** To be filled; closed by {@link #putInPlace} or {@link #close}. */
  public Journal journal() {
    return journal;
  }

  /**
   * Puts it in the old one's place.
   *
   * @return the directory where the old one is now, with its log and its mark
   */
  public Path putInPlace() throws IOException {
    journal.close();
    Path kept = state.path().resolve("journal.kept-" + TIME.format(clock.instant()));
    Files.createDirectory(kept);
    if (Files.exists(state.mark())) {
      // A copy: with the mark in its place the directory is refused until the new mark is there.
      Files.copy(
          state.mark(),
          kept.resolve(state.mark().getFileName()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (Path old : List.of(state.journal(), state.log(), state.logIndex())) {
      if (Files.exists(old)) {
        Files.move(old, kept.resolve(old.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    new StateDirectory(kept).force();
    state.force();
    Files.move(draft.journal(), state.journal(), StandardCopyOption.ATOMIC_MOVE);
    Files.move(
        draft.mark(),
        state.mark(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    state.force();
    return kept;
  }

  /** Gives up what is not in place; repeated calls do nothing. */
  @Override
  public void close() throws IOException {
    journal.close();
    try {
      discard(draft);
    } finally {
      lock.close();
    }
  }

  /** Removes files of a journal by name, so that nothing else can ever be removed. */
  private static void discard(StateDirectory draft) throws IOException {
    if (Files.isDirectory(draft.path())) {
      for (Path file :
          List.of(
              draft.journal(),
              draft.log(),
              draft.logIndex(),
              draft.mark(),
              draft.mark().resolveSibling("journal.id.new"),
              draft.lock())) {
        Files.deleteIfExists(file);
      }
      Files.delete(draft.path());
    }
  }
}
