// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service manager, again and again, how the daemon is. The watchdog is fed from a thread
 * of its own and only while the steps make progress: a daemon that hangs is killed and started
 * again, which loses nothing. While it starts or reads its configuration again there are no steps
 * yet; then more time is asked for, but not for ever.
 */
public final class Reports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  /** Without a watchdog: how old the sentence of {@code systemctl status} may be. */
  private static final Duration PERIOD = Duration.ofSeconds(10);

  /** A journal of a hundred million files that was not closed in order is looked through first. */
  private static final Duration LONGEST_CHANGE = Duration.ofMinutes(30);

  private final ServiceManager manager;
  private final Duration period;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "service-reports");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Supplier<Vital> daemon;
  private String said = "";
  private boolean wasDead;
  private boolean saidReady;
  private int changing;

  public Reports(ServiceManager manager) {
    this.manager = manager;
    // A third: one report may be late and one be lost.
    this.period =
        manager
            .watchdog()
            .map(limit -> limit.dividedBy(3))
            .filter(third -> third.compareTo(PERIOD) < 0)
            .orElse(PERIOD);
  }

  /** Begins to report; it starts until {@link #running} is called. */
  public void start() {
    if (manager.listens()) {
      var unused =
          thread.scheduleWithFixedDelay(
              this::beatSafely, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** It starts again, or for the first time. */
  public synchronized void changing() {
    daemon = null;
    changing = 0;
  }

  /**
   * It runs.
   *
   * @param vital asked about three times in a watchdog's time, on this object's thread
   */
  public synchronized void running(Supplier<Vital> vital) {
    daemon = vital;
    saidReady = manager.ready();
  }

  /** The next report, which the thread makes; a test ticks. */
  synchronized void beat() {
    if (daemon == null) {
      changing++;
      if (period.multipliedBy(changing).compareTo(LONGEST_CHANGE) <= 0) {
        manager.extend(period.multipliedBy(3));
        manager.alive();
      }
      return;
    }
    if (!saidReady) {
      saidReady = manager.ready();
    }
    Vital vital = daemon.get();
    boolean dead = !vital.dead().isEmpty();
    String sentence =
        dead
            ? "No progress in " + String.join(", ", vital.dead()) + "; " + vital.sentence()
            : vital.sentence();
    if (dead && !wasDead) {
      LOG.error("{} The service manager's watchdog is not fed any more.", sentence);
    }
    wasDead = dead;
    if (!sentence.equals(said)) {
      manager.status(sentence);
      said = sentence;
    }
    if (!dead) {
      manager.alive();
    }
  }

  /** What cannot be asked is not fed either: a journal that does not answer is no progress. */
  private void beatSafely() {
    try {
      beat();
    } catch (RuntimeException e) {
      LOG.error("The daemon cannot be asked how it is.", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
