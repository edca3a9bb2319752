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

/**
 * What waits for the writer; bounded, so that callers wait rather than memory fills. Brief pieces,
 * as of a few live files, go before lengthy ones of a backlog: each piece has a caller who waits
 * for it alone, so no order between them is promised. A lengthy one is overtaken twice at most.
 */
final class WorkQueue {

  /** Rows of a brief piece at most. */
  static final int BRIEF = 100;

  /** Commits of brief pieces alone, while a lengthy one waits. */
  private static final int OVERTAKEN = 2;

  private static final int PLACES = 1_024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Deque<Work<?>> brief = new ArrayDeque<>();
  private final Deque<Work<?>> lengthy = new ArrayDeque<>();
  private int overtaken;
  private boolean closed;
  private @Nullable JournalException fault;

  /**
   * @throws JournalException the fault after which nothing is written any more
   * @throws IllegalStateException if the journal is closed
   */
  void put(Work<?> work) {
    lock.lock();
    try {
      while (brief.size() + lengthy.size() >= PLACES && !closed && fault == null) {
        emptied.awaitUninterruptibly();
      }
      if (fault != null) {
        throw new JournalException(fault.kind(), String.valueOf(fault.getMessage()), fault);
      }
      if (closed) {
        throw new IllegalStateException("The journal is closed");
      }
      (work.rows() <= BRIEF ? brief : lengthy).add(work);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for work; takes pieces of about so many rows. Empty once closed and nothing is left. */
  List<Work<?>> take(int rows) {
    lock.lock();
    try {
      while (brief.isEmpty() && lengthy.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      boolean briefAlone = !brief.isEmpty() && !lengthy.isEmpty() && overtaken < OVERTAKEN;
      overtaken = briefAlone ? overtaken + 1 : 0;
      List<Work<?>> taken = new ArrayList<>();
      if (!briefAlone) {
        move(lengthy, taken, rows);
      }
      move(brief, taken, rows);
      emptied.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Pieces of about so many rows in all, and one at least. */
  private static void move(Deque<Work<?>> from, List<Work<?>> taken, int rows) {
    int takenRows = 0;
    while (!from.isEmpty() && takenRows < rows) {
      Work<?> work = from.remove();
      taken.add(work);
      takenRows += work.rows();
    }
  }

  private void refuse(RuntimeException why) {
    for (Deque<Work<?>> waiting : List.of(brief, lengthy)) {
      waiting.forEach(work -> work.fail(why));
      waiting.clear();
    }
    emptied.signalAll();
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
      refuse(new IllegalStateException("The journal's writer has ended"));
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
      refuse(cause);
    } finally {
      lock.unlock();
    }
  }
}
