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
 * for it alone, so no order between them is promised. A lengthy one is overtaken twice at most. Who
 * has a brief piece also waits for the commit under way, so commits stay small while brief ones
 * come.
 */
final class WorkQueue {

  /** Rows of a brief piece at most. */
  static final int BRIEF = 100;

  /** Commits of brief pieces alone, while a lengthy one waits. */
  private static final int OVERTAKEN = 2;

  /** Rows of a commit, about; a single piece may have more. */
  static final int ROWS = 1_000;

  /** The same while brief pieces come: they wait for half of it, and it costs a tenth more. */
  static final int SMALL = 500;

  /** So many commits without a brief piece, and none is expected soon. */
  private static final int QUIET = 4;

  private static final int PLACES = 1_024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final Deque<Work<?>> brief = new ArrayDeque<>();
  private final Deque<Work<?>> lengthy = new ArrayDeque<>();
  private int overtaken;
  private int sinceBrief = QUIET;
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
      (work.together() <= BRIEF ? brief : lengthy).add(work);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Puts each; those that cannot be put fail, and their caller hears of it from them. */
  void putAll(List<? extends Work<?>> parts) {
    for (Work<?> part : parts) {
      try {
        put(part);
      } catch (JournalException | IllegalStateException e) {
        part.fail(e);
      }
    }
  }

  /** Waits for work; takes pieces for one commit. Empty once closed and nothing is left. */
  List<Work<?>> take() {
    lock.lock();
    try {
      while (brief.isEmpty() && lengthy.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      sinceBrief = brief.isEmpty() ? sinceBrief + 1 : 0;
      int rows = sinceBrief < QUIET ? SMALL : ROWS;
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
