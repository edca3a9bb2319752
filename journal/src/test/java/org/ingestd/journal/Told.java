// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.JournalFile;
import org.ingestd.journal.life.LifeCycleListener;
import org.jspecify.annotations.Nullable;

/** A listener that writes down what it was told, a line each. */
public final class Told implements LifeCycleListener {

  public final List<String> lines = new CopyOnWriteArrayList<>();

  /** Why there was no room, and "" whenever there was again. */
  public final List<String> waits = new CopyOnWriteArrayList<>();

  /** After which nothing was written any more. */
  public final List<RuntimeException> ends = new CopyOnWriteArrayList<>();

  @Override
  public void moved(JournalFile file, @Nullable FileState from) {
    lines.add(file.id() + " " + from + " > " + file.state());
  }

  @Override
  public void postponed(JournalFile file) {
    lines.add(file.id() + " postponed: " + file.retry().problem());
  }

  @Override
  public void committed(int changes, Duration took) {
    lines.add("committed " + changes);
  }

  @Override
  public void waiting(String why) {
    waits.add(why);
  }

  @Override
  public void broken(RuntimeException fault) {
    ends.add(fault);
  }
}
