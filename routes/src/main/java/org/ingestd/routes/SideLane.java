// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ingestd.routes.contract.IngestListener;

/**
 * Work beside the way of the files, looked for every second by a thread of its own: the only one
 * that does it.
 */
final class SideLane implements AutoCloseable {

  /** Does what is due, and goes on with it only while it is told so. */
  interface DueWork {

    void doDue(BooleanSupplier goesOn);
  }

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final String name;
  private final DueWork work;
  private final BooleanSupplier rucioOpen;
  private final IngestListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  SideLane(String name, DueWork work, BooleanSupplier rucioOpen, IngestListener listener) {
    this.name = name;
    this.work = work;
    this.thread = new Thread(this::run, name);
    this.rucioOpen = rucioOpen;
    this.listener = listener;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() {
    try {
      work.doDue(() -> closed.getCount() > 0 && rucioOpen.getAsBoolean());
    } catch (Throwable fault) {
      // Edge of the loop: without it nothing of this would ever be done again.
      listener.failed(name, fault);
    }
  }

  /** No wave begins after it. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** Waits for the wave in hand: the journal is closed next. */
  void awaitEnd() {
    try {
      thread.join(LONGEST_END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
