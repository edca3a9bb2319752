// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ingestd.routes.steps.Source;
import org.ingestd.routes.steps.Workbench;
import org.ingestd.routes.steps.custody.Recheck;

/**
 * Looks again at the registered files of one source: at those that are not safe yet with every
 * rescan, at all of them at start, when somebody asks, and each {@code recheck}.
 */
final class RecheckLoop implements AutoCloseable {

  /** A file system that hangs must not keep the daemon from ending. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final Source source;
  private final Recheck recheck;
  private final Workbench bench;
  private final Semaphore awake = new Semaphore(0);
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile boolean closed;
  private final Thread thread;
  private volatile String trouble = "";
  private Instant nextOfAll;

  RecheckLoop(Source source, Recheck recheck, Workbench bench) {
    this.source = source;
    this.recheck = recheck;
    this.bench = bench;
    this.nextOfAll = bench.passed();
    this.thread = new Thread(this::run, "recheck-" + source.name());
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    Duration every = source.settings().discovery().rescan();
    Duration all = source.settings().discovery().recheck();
    Duration pause = every.compareTo(all) < 0 ? every : all;
    try {
      do {
        sweep(all);
      } while (!endsWithin(pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endsWithin(Duration pause) throws InterruptedException {
    boolean unused = awake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    awake.drainPermits();
    return closed;
  }

  /** Looks at all registered files now; returns at once. */
  void again() {
    asked.set(true);
    awake.release();
  }

  private void sweep(Duration all) {
    try {
      Instant begin = bench.passed();
      boolean alsoSafe = asked.getAndSet(false) || !begin.isBefore(nextOfAll);
      Recheck.Swept swept = recheck.sweep(source, alsoSafe);
      tell(swept.why());
      if (swept.why().isEmpty()) {
        nextOfAll = alsoSafe ? begin.plus(all) : nextOfAll;
        bench.listener().stepped("recheck", swept.files(), Duration.between(begin, bench.passed()));
      }
    } catch (Throwable fault) {
      // Edge of the loop: without it no change would ever be seen again.
      bench.listener().failed("recheck of " + source.name(), fault);
    }
  }

  private void tell(String why) {
    if (!why.equals(trouble)) {
      trouble = why;
      bench.listener().degraded("recheck of " + source.name(), why);
    }
  }

  boolean isOf(Source other) {
    return source.equals(other);
  }

  /** Why nothing can be looked at again now; empty if it can. */
  Optional<String> degraded() {
    return trouble.isEmpty()
        ? Optional.empty()
        : Optional.of("recheck of " + source.name() + ": " + trouble);
  }

  /** No sweep begins after it. */
  @Override
  public void close() {
    closed = true;
    awake.release();
  }

  /** Waits for the end of a sweep that was told to stop: the journal is closed next. */
  void awaitEnd() {
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
