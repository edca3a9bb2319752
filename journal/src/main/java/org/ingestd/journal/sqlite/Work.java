// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
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
  private final int together;
  private final Task<T> task;
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private @Nullable T result;
  private List<FileChange> changes = List.of();
  private int changeCount;

  /**
   * @param rows how many rows it is about
   * @param together rows of all pieces that its caller waits for at once; {@code rows} if it is one
   */
  Work(int rows, int together, Task<T> task) {
    this.rows = rows;
    this.together = together;
    this.task = task;
  }

  int rows() {
    return rows;
  }

  int together() {
    return together;
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

  /**
   * Waits for every one, as for one alone.
   *
   * @return what they returned, one after the other
   * @throws RuntimeException of the first that failed, with those of others
   */
  static <T> List<T> awaitAll(List<Work<List<T>>> parts) {
    List<T> results = new ArrayList<>();
    @Nullable RuntimeException first = null;
    for (Work<List<T>> part : parts) {
      try {
        results.addAll(part.await());
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else if (first != e) {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return results;
  }

  /** Shows who asked for work that failed in the writer's thread. */
  private static final class CallerTrace extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private CallerTrace() {
      super("asked for here");
    }
  }
}
