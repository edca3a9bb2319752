// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ingestd.routes.contract.IngestListener;
import org.ingestd.routes.steps.metadata.MetadataStep;

/** Looks every second for metadata that are to be written; the only one that writes them. */
final class MetadataLane implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final MetadataStep step;
  private final BooleanSupplier rucioOpen;
  private final IngestListener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "metadata");

  MetadataLane(MetadataStep step, BooleanSupplier rucioOpen, IngestListener listener) {
    this.step = step;
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
      step.writeDue(() -> closed.getCount() > 0 && rucioOpen.getAsBoolean());
    } catch (Throwable fault) {
      // Edge of the loop: without it no metadata would ever be written again.
      listener.failed("metadata", fault);
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
