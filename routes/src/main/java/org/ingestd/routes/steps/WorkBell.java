// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.ingestd.journal.life.FileState;

/**
 * Wakes who waits for files in a state as soon as an earlier step brought some there, so that
 * nobody sleeps a poll interval beside work. Thread-safe.
 */
public final class WorkBell {

  private final Lock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final Map<FileState, Long> rings = new EnumMap<>(FileState.class);

  /** Files came into this state. */
  public void ring(FileState state) {
    lock.lock();
    try {
      rings.merge(state, 1L, Long::sum);
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often it rang for this state; to be read before looking for work, given to await after. */
  public long heard(FileState state) {
    lock.lock();
    try {
      return rings.getOrDefault(state, 0L);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it has rung for this state more often than {@code heard}, at most so long. A ring
   * between looking and waiting is not missed.
   *
   * @return false if it did not ring
   */
  public boolean await(FileState state, long heard, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (rings.getOrDefault(state, 0L) == heard && left > 0) {
        left = rung.awaitNanos(left);
      }
      return rings.getOrDefault(state, 0L) != heard;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everybody, e.g. to stop. */
  public void ringAll() {
    for (FileState state : FileState.values()) {
      ring(state);
    }
  }
}
