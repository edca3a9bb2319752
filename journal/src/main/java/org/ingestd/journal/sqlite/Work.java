// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ingestd.journal.change.FileChange;
import org.jspecify.annotations.Nullable;

/** A piece of work for the writer: what is to be done, and who waits for it. */
final class Work<T> {

  /** May be run again in a later transaction if this one is rolled back. */
  interface Task<T> {

    T run(Transaction transaction) throws SQLException;
  }

  private final int rows;
  private final Task<T> task;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private @Nullable T result;
  private List<FileChange> changes = List.of();
  private int changeCount;

  Work(int rows, Task<T> task) {
    this.rows = rows;
    this.task = task;
  }

  int rows() {
    return rows;
  }

  void run(Transaction transaction) throws SQLException {
    transaction.beginWork();
    result = task.run(transaction);
    changes = transaction.changes();
    changeCount = transaction.changeCount();
  }

  List<FileChange> changes() {
    return changes;
  }

  int changeCount() {
    return changeCount;
  }

  void complete() {
    future.complete(result);
  }

  void fail(RuntimeException fault) {
    future.completeExceptionally(fault);
  }

  /**
   * Waits even if the thread is interrupted: a caller that gave up would not know whether its work
   * became durable. The interrupt stays set.
   */
  T await() {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        fault.addSuppressed(new CallerTrace());
        throw fault;
      }
      throw e;
    }
  }

  /** Shows who asked for work that failed in the writer's thread. */
  private static final class CallerTrace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CallerTrace() {
      super("asked for here");
    }
  }
}
