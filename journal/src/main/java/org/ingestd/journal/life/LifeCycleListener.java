// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.life;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told what became durable in the journal. Called by the writer; must not block or throw. */
public interface LifeCycleListener {

  /** A file came into a state; {@code from} is null at its first sighting. */
  void moved(JournalFile file, @Nullable FileState from);

  /** A step failed and will be tried again at {@code file.retry().due()}. */
  void postponed(JournalFile file);

  /** One commit, with how many changes and how long it took. */
  void committed(int changes, Duration took);

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
