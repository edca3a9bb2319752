// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ingestd.journal.JournalException;
import org.jspecify.annotations.Nullable;

/** What waits for the writer; bounded, so that callers wait rather than memory fills. */
final class WorkQueue {

  private static final int PLACES = 1_024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Deque<Work<?>> waiting = new ArrayDeque<>();
  private boolean closed;
  private @Nullable JournalException fault;

  /**
   * @throws JournalException the fault after which nothing is written any more
   * @throws IllegalStateException if the journal is closed
   */
  void put(Work<?> work) {
    lock.lock();
    try {
      while (waiting.size() >= PLACES && !closed && fault == null) {
        emptied.awaitUninterruptibly();
      }
      if (fault != null) {
        throw new JournalException(fault.kind(), String.valueOf(fault.getMessage()), fault);
      }
      if (closed) {
        throw new IllegalStateException("The journal is closed");
      }
      waiting.add(work);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work; takes pieces of about so many rows. Empty once closed and nothing is left. */
  List<Work<?>> take(int rows) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      List<Work<?>> taken = new ArrayList<>();
      int takenRows = 0;
      while (!waiting.isEmpty() && takenRows < rows) {
        Work<?> work = waiting.remove();
        taken.add(work);
        takenRows += work.rows();
      }
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  boolean hasFailed() {
    lock.lock();
    try {
      return fault != null;
    } finally {
      lock.unlock();
    }
  }

  /** No writer is left: whoever waits shall not wait for ever. */
  void end() {
    lock.lock();
    try {
      closed = true;
      IllegalStateException ended = new IllegalStateException("The journal's writer has ended");
      waiting.forEach(work -> work.fail(ended));
      waiting.clear();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses all that waits and all that comes; the first fault stays. */
  void fail(JournalException cause) {
    lock.lock();
    try {
      fault = fault == null ? cause : fault;
      waiting.forEach(work -> work.fail(cause));
      waiting.clear();
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
