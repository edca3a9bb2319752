// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.checksum.OpenFile.EndedEarly;

/**
 * A few daemon threads that help with large files. Nothing queues for them: who finds none free
 * does the work alone, so two readings can never wait for each other. Thread-safe.
 */
final class HelperThreads implements AutoCloseable {

  private final Semaphore free;
  private final ExecutorService executor;

  HelperThreads(int count) {
    this.free = new Semaphore(count);
    this.executor = Executors.newFixedThreadPool(Math.max(1, count), named());
  }

  private static ThreadFactory named() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "digest-helper-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Starts the work at once, or empty if every helper is busy or this is closed. */
  <T> Optional<Help<T>> tryStart(Callable<T> work) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Help<>(executor.submit(() -> callThenRelease(work))));
    } catch (RejectedExecutionException e) {
      free.release();
      return Optional.empty();
    }
  }

  private <T> T callThenRelease(Callable<T> work) throws Exception {
    try {
      return work.call();
    } finally {
      free.release();
    }
  }

  /** Lets work that has begun come to its end; takes no more. */
  @Override
  public void close() {
    executor.shutdown();
  }

  /** Work that a helper does; its buffers are in use until it is done, whatever happens here. */
  record Help<T>(Future<T> future) {

    boolean isDone() {
      return future.isDone();
    }

    /** Waits for the end, good or bad, through interrupts too; the flag is kept. */
    void awaitEnd() {
      boolean interrupted = false;
      while (!future.isDone()) {
        try {
          future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          // The end it is; what happened is told by result().
          break;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * What the work gave, after its end.
     *
     * @throws IOException also EndedEarly, unchecked exceptions and errors: as the work threw them
     */
    T result() throws IOException, EndedEarly {
      awaitEnd();
      boolean interrupted = Thread.interrupted();
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw asThrown(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("A future that is done does not wait", e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static IllegalStateException asThrown(ExecutionException wrapped)
        throws IOException, EndedEarly {
      Throwable cause = wrapped.getCause();
      if (cause instanceof IOException e) {
        throw e;
      } else if (cause instanceof EndedEarly e) {
        throw e;
      } else if (cause instanceof RuntimeException e) {
        throw e;
      } else if (cause instanceof Error e) {
        throw e;
      }
      return new IllegalStateException(cause);
    }
  }
}
