// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the calls of one request side by side, no more than there are connections. */
public final class Parallel implements AutoCloseable {

  /** One piece of work; must not hand out work itself, or all threads may wait for each other. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws Failure;
  }

  private final ExecutorService threads;

  public Parallel(int connections, ThreadFactory factory) {
    this.threads = Executors.newFixedThreadPool(connections, factory);
  }

  /**
   * All results in order. A single piece of work runs in the caller's thread.
   *
   * @throws Failure the first that came; what had not begun by then is left undone, what had begun
   *     has ended, unless the caller was interrupted
   */
  public <T> List<T> all(List<? extends Work<T>> works) throws Failure {
    if (works.size() == 1) {
      return List.of(works.get(0).run());
    }
    AtomicReference<@Nullable Failure> first = new AtomicReference<>();
    List<Future<Optional<T>>> begun = new ArrayList<>();
    works.forEach(work -> begun.add(threads.submit(() -> unlessFailed(work, first))));
    List<T> results = new ArrayList<>();
    try {
      for (Future<Optional<T>> future : begun) {
        future.get().ifPresent(results::add);
      }
    } catch (ExecutionException e) {
      throw bug(e.getCause());
    } catch (InterruptedException e) {
      begun.forEach(future -> future.cancel(true));
      Thread.currentThread().interrupt();
      throw Failure.without(Failure.Nature.HELD, "Interrupted while waiting for Rucio", e);
    }
    Failure failure = first.get();
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static <T> Optional<T> unlessFailed(
      Work<T> work, AtomicReference<@Nullable Failure> first) {
    if (first.get() != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.run());
    } catch (Failure failure) {
      first.compareAndSet(null, failure);
      return Optional.empty();
    }
  }

  /** Work throws nothing checked but failures. */
  private static IllegalStateException bug(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
