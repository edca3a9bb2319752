// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ingestd.journal.JournalException;
import org.ingestd.journal.change.FileChange;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.sqlite.tables.Faults;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever has queued up while a commit was being forced to disk shares
 * the next one, so that many callers cost hardly more than one.
 */
final class Writer {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private final Path file;
  private final Transaction transaction;
  private final Upkeep upkeep;
  private final LifeCycleListener listener;
  private final WorkQueue queue = new WorkQueue();
  private volatile boolean full;
  private final Thread thread = new Thread(this::run, "journal-writer");

  Writer(Path file, Transaction transaction, Upkeep upkeep, LifeCycleListener listener) {
    this.file = file;
    this.transaction = transaction;
    this.upkeep = upkeep;
    this.listener = listener;
  }

  /** The journal is sound without an orderly end, so it need not hold up the process. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns when the work is durable.
   *
   * @param rows how many rows it is about
   * @throws JournalException if it could not be written
   */
  <T> T write(int rows, Work.Task<T> task) {
    Work<T> work = new Work<>(rows, rows, task);
    queue.put(work);
    return work.await();
  }

  /**
   * Work that need not be done as a whole: other work may come between the parts. Returns when none
   * is under way any more, so that nobody's outcome comes after its caller has left.
   *
   * @param part turns some of the rows into their part of the work
   * @return what the parts return, in the order of the rows
   * @throws JournalException the first part's that could not be written; others may have been
   */
  <R, T> List<T> writeInParts(List<R> rows, Function<List<R>, Work.Task<List<T>>> part) {
    List<Work<List<T>>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += WorkQueue.SMALL) {
      List<R> some = rows.subList(from, Math.min(rows.size(), from + WorkQueue.SMALL));
      parts.add(new Work<>(some.size(), rows.size(), part.apply(some)));
    }
    queue.putAll(parts);
    return Work.awaitAll(parts);
  }

  /** Whether nothing went wrong after which nobody knows what is on the disk. */
  boolean isSound() {
    return !queue.hasFailed();
  }

  /** Writes what was accepted, and ends. */
  void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      List<Work<?>> batch = queue.take();
      while (!batch.isEmpty()) {
        commit(batch);
        batch = queue.take();
      }
    } finally {
      queue.end();
    }
  }

  /** A commit that fails because of one piece of work is repeated piece by piece. */
  private void commit(List<Work<?>> batch) {
    long started = System.nanoTime();
    @Nullable Throwable fault = tryCommit(batch);
    if (fault == null) {
      full("");
      batch.forEach(Work::complete);
      tell(batch, Duration.ofNanos(System.nanoTime() - started));
      keepUp(upkeep::afterCommit);
    } else if (batch.size() == 1 || !isOfOneStatement(fault)) {
      fail(batch, fault);
    } else {
      batch.forEach(work -> commit(List.of(work)));
    }
  }

  private @Nullable Throwable tryCommit(List<Work<?>> batch) {
    try {
      transaction.sql().execute("BEGIN IMMEDIATE");
      transaction.begun();
      for (Work<?> work : batch) {
        work.run(transaction);
      }
      transaction.finish();
      announce(batch);
      transaction.sql().execute("COMMIT");
      return null;
    } catch (SQLException | RuntimeException | Error e) {
      rollBack();
      return e;
    }
  }

  private void rollBack() {
    try {
      transaction.sql().execute("ROLLBACK");
    } catch (SQLException e) {
      // After a full disk or an I/O error SQLite has rolled back by itself, and says so.
      if (!Faults.isOfOneStatement(e)) {
        end(Faults.told(file, e));
      }
    }
    try {
      transaction.forget();
    } catch (SQLException e) {
      end(Faults.told(file, e));
    }
  }

  private static boolean isOfOneStatement(Throwable fault) {
    return fault instanceof SQLException sql
        ? Faults.isOfOneStatement(sql)
        : fault instanceof RuntimeException;
  }

  private void fail(List<Work<?>> batch, Throwable fault) {
    RuntimeException told = told(fault);
    if (told instanceof JournalException journal) {
      if (isLasting(journal.kind())) {
        LOG.error("The journal is written no more: {}", journal.getMessage(), fault);
        end(journal);
      } else if (journal.kind() == JournalException.Kind.FULL) {
        full(String.valueOf(journal.getMessage()));
        keepUp(upkeep::makeRoom);
      }
    }
    batch.forEach(work -> work.fail(told));
  }

  private RuntimeException told(Throwable fault) {
    if (fault instanceof SQLException sql) {
      return Faults.isOfOneStatement(sql)
          ? new IllegalStateException("The journal refuses a change: " + sql.getMessage(), sql)
          : Faults.told(file, sql);
    }
    return fault instanceof RuntimeException program
        ? program
        : new JournalException(
            JournalException.Kind.IO, "The journal's writer failed: " + fault, fault);
  }

  /** After a failed force nobody knows what is on the disk: writing on could only make it worse. */
  private static boolean isLasting(JournalException.Kind kind) {
    return switch (kind) {
      case IO, NOT_PERMITTED, CANNOT_CREATE, DAMAGED -> true;
      case LOCKED, FULL, NEWER -> false;
    };
  }

  private void announce(List<Work<?>> batch) {
    try {
      for (Work<?> work : batch) {
        work.changes().forEach(change -> change.announce(listener));
      }
      listener.committing();
    } catch (RuntimeException e) {
      LOG.error("A listener of the journal failed; the journal goes on.", e);
    }
  }

  private void tell(List<Work<?>> batch, Duration took) {
    try {
      int changes = 0;
      for (Work<?> work : batch) {
        changes += work.changeCount();
        for (FileChange change : work.changes()) {
          change.tell(listener);
        }
      }
      if (changes > 0) {
        listener.committed(changes, took);
      }
    } catch (RuntimeException e) {
      LOG.error("A listener of the journal failed; the journal goes on.", e);
    }
  }

  private void keepUp(Upkeep.Task task) {
    try {
      task.run();
    } catch (SQLException e) {
      JournalException told = Faults.told(file, e);
      // A full disk has been told once by the failed commit, and may be tried many times a second.
      if (!full || told.kind() != JournalException.Kind.FULL) {
        LOG.warn("The journal's log could not be written back: {}", told.getMessage(), e);
      }
      if (isLasting(told.kind())) {
        end(told);
      }
    }
  }

  /**
   * Nothing is written after this; whoever listens may end the process before anybody else acts.
   */
  private void end(JournalException fault) {
    queue.fail(fault);
    listener.broken(fault);
  }

  /** Tells once that there is no room, and once that there is again. */
  private void full(String why) {
    if (full != !why.isEmpty()) {
      full = !why.isEmpty();
      listener.waiting(why);
    }
  }

  /** Whether the last commit failed for want of room. */
  boolean isFull() {
    return full;
  }
}
