// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.daemons;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.ingestd.testbed.catalogue.model.CatalogueState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of judge and conveyor. The judge looks some time after a change, not at once: until
 * then a rule shows its old counters, as on real servers. Thread-safe.
 */
public final class Daemons implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemons.class);
  private static final int CONVEYORS = 2;
  private static final Duration TIDY_EVERY = Duration.ofMillis(500);

  private final CatalogueState state;
  private final Pace pace;
  private final Judge judge;
  private final Conveyor conveyor;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(1 + CONVEYORS, Daemons::thread);
  private final AtomicBoolean judgeScheduled = new AtomicBoolean();
  private final AtomicInteger conveyors = new AtomicInteger();
  private final Semaphore progress = new Semaphore(0);
  private volatile boolean paused;

  /**
   * How long the daemons wait.
   *
   * @param judge after a change, before the judge looks
   * @param retry before a failed transfer is tried again
   * @param repair before a STUCK rule is tried again
   */
  public record Pace(Duration judge, Duration retry, Duration repair) {}

  public Daemons(CatalogueState state, Pace pace, boolean copying) {
    this.state = state;
    this.pace = pace;
    this.judge = new Judge(state, pace.repair());
    this.conveyor = new Conveyor(state, pace.retry(), copying);
    threads.setRemoveOnCancelPolicy(true);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "catalogue-daemon");
    thread.setDaemon(true);
    return thread;
  }

  public void start() {
    Future<?> unused =
        threads.scheduleWithFixedDelay(
            guarded(this::tidy),
            TIDY_EVERY.toMillis(),
            TIDY_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Call after every change. */
  public void wake() {
    if (paused || threads.isShutdown()) {
      return;
    }
    if (state.reading(state::judgeHasWork) && judgeScheduled.compareAndSet(false, true)) {
      schedule(this::evaluate, pace.judge());
    }
    if (state.reading(() -> state.transfers().size()) > 0) {
      startConveyor();
    }
  }

  private void evaluate() {
    judgeScheduled.set(false);
    if (!paused) {
      judge.evaluate();
      wake();
    }
  }

  private void tidy() {
    if (!paused) {
      judge.tidy();
      wake();
    }
  }

  private void startConveyor() {
    if (conveyors.incrementAndGet() <= CONVEYORS) {
      schedule(this::convey, Duration.ZERO);
    } else {
      conveyors.decrementAndGet();
    }
  }

  private void convey() {
    try {
      while (!paused && conveyor.runBatch(false) > 0) {
        progress.release();
      }
    } finally {
      conveyors.decrementAndGet();
    }
    Instant due = state.<@Nullable Instant>reading(() -> state.transfers().nextDue());
    if (due != null && !paused) {
      Duration wait = Duration.between(state.now(), due);
      schedule(this::wake, wait.isNegative() ? Duration.ofMillis(1) : wait);
    }
  }

  private void schedule(Runnable task, Duration delay) {
    if (!threads.isShutdown()) {
      Future<?> unused = threads.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** A daemon that meets a bug says so and goes on with its next pass. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException bug) {
        LOG.error("A daemon of the catalogue failed; it goes on with its next pass.", bug);
      }
    };
  }

  /** Nothing moves until {@link #resume}. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    paused = false;
    wake();
  }

  /** Takes STUCK rules that are due, and expired ones, now. */
  public void tidyNow() {
    judge.tidy();
    wake();
  }

  /**
   * Works until nothing is left to judge or to copy: failing transfers use up their attempts. Works
   * while paused, too.
   */
  public void quiesce() {
    boolean busy = true;
    while (busy) {
      judge.evaluate();
      int tried = conveyor.runBatch(true);
      busy = tried > 0 || state.reading(() -> state.judgeHasWork() || state.transfers().size() > 0);
      if (tried == 0 && busy) {
        awaitOthers();
      }
    }
  }

  private void awaitOthers() {
    try {
      // Whether another thread got on or not: the caller looks again.
      boolean gotOn = progress.tryAcquire(1, TimeUnit.MILLISECONDS);
      if (gotOn) {
        progress.drainPermits();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the catalogue came to rest", stop);
    }
  }

  /** Transfers of this DID name fail from now on. */
  public void failTransfers(String name, String reason) {
    conveyor.fail(name, reason);
  }

  public void healTransfers(String name) {
    conveyor.heal(name);
  }

  /** Whether bytes are really copied; without, every transfer succeeds at once. */
  public void setCopying(boolean really) {
    conveyor.setCopying(really);
    wake();
  }

  @Override
  public void close() {
    paused = true;
    threads.shutdownNow();
    try {
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
