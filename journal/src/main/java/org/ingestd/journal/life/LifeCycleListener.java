// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what became durable in the journal, and before that what is about to. Called by the
 * writer; must not block or throw. Only few care for what is about to happen, so that those methods
 * do nothing unless they are overridden.
 */
public interface LifeCycleListener {

  /**
   * The next commit will bring a file into a state. Told in vain if that commit fails, and again if
   * it is repeated.
   */
  default void moving(JournalFile file, @Nullable FileState from) {}

  /** A commit is about to be made, of whatever. */
  default void committing() {}

  /** The note beside the journal ({@code journal.id}) is about to be written. */
  default void marking() {}

  /** The note beside the journal is durable. */
  default void marked() {}

  /** A file came into a state; {@code from} is null at its first sighting. */
  void moved(JournalFile file, @Nullable FileState from);

  /**
   * A file came out of a state in which it had been so long. Does nothing unless it is overridden.
   */
  default void stayed(JournalFile file, FileState in, Duration time) {}

  /** A step failed and will be tried again at {@code file.retry().due()}. */
  void postponed(JournalFile file);

  /** A person said something about a file that stays where it is. */
  default void remarked(JournalFile file, String reason) {}

  /** One commit, with how many changes and how long it took. */
  void committed(int changes, Duration took);

  /** The journal has no room to write; {@code why} is empty once it has again. Told once each. */
  default void waiting(String why) {}

  /** Nothing is written any more: the disk refused. Nothing else may be done by this process. */
  default void broken(RuntimeException fault) {}

  /** Tells nobody. */
  LifeCycleListener NONE =
      new LifeCycleListener() {
        @Override
        public void moved(JournalFile file, @Nullable FileState from) {}

        @Override
        public void postponed(JournalFile file) {}

        @Override
        public void committed(int changes, Duration took) {}
      };
}
