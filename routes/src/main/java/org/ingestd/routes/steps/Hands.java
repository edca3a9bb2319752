// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * A few threads that do one thing to many files. A single file is done by the caller, so that a
 * large one never takes a thread from the small ones. Thread-safe.
 */
public final class Hands implements AutoCloseable {

  /** So few are done at once by whoever asks: a live file waits for no batch of backlog. */
  private static final int FEW = 4;

  private final int threads;
  private final ExecutorService pool;

  public Hands(String name, int threads) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @return the results in the order of the items
   * @throws IllegalStateException if one failed by a fault of the program; all others have ended
   */
  public <T, R> List<R> each(List<T> items, Function<T, R> work) {
    if (items.size() <= FEW) {
      return items.stream().map(work).toList();
    }
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            results.set(i, work.apply(items.get(i)));
          }
        };
    awaitAll(start(share, Math.min(threads, items.size())));
    List<R> inOrder = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      inOrder.add(results.get(i));
    }
    return inOrder;
  }

  private List<Future<?>> start(Runnable share, int shares) {
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < shares; i++) {
      started.add(pool.submit(share));
    }
    return started;
  }

  private static void awaitAll(List<Future<?>> started) {
    IllegalStateException fault = null;
    for (Future<?> future : started) {
      try {
        future.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while working on a batch", e);
      } catch (ExecutionException e) {
        fault = new IllegalStateException("Fault while working on a batch", e.getCause());
      }
    }
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
