// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.claim;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.ingestd.journal.life.JournalFile;
import org.jspecify.annotations.Nullable;

/**
 * A few loops that claim a batch, process it to its end and claim the next: so no more is in flight
 * than loops × batch, and a slow step is its own back-pressure. Woken at once when an earlier step
 * recorded work.
 */
public final class JournalConsumer extends DefaultConsumer {

  /** After a fault, so that a lasting one does not spin. */
  private static final long PAUSE_SECONDS = 1;

  private final JournalEndpoint endpoint;
  private final ClaimDesk desk;
  private final Claims claims;
  private final Pulse pulse;
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable ExecutorService loops;

  JournalConsumer(JournalEndpoint endpoint, Processor processor, ClaimDesk desk) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.desk = desk;
    this.claims = new Claims(desk, endpoint.getState(), endpoint.getSize());
    this.pulse = new Pulse(desk.times().clock().steady());
  }

  /** Whether the loops are alive. */
  public Pulse pulse() {
    return pulse;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stopped = new CountDownLatch(1);
    ExecutorService threads =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(
                this,
                endpoint.getEndpointUri(),
                endpoint.getConcurrentConsumers() + endpoint.getLiveConsumers());
    Taking rest = endpoint.getLiveConsumers() == 0 ? claims::take : claims::takeRest;
    for (int i = 0; i < endpoint.getConcurrentConsumers(); i++) {
      threads.execute(() -> loop(rest));
    }
    for (int i = 0; i < endpoint.getLiveConsumers(); i++) {
      threads.execute(() -> loop(claims::takeLive));
    }
    loops = threads;
  }

  /** Lets batches in flight end; Camel's shutdown waits for their exchanges. */
  @Override
  protected void doStop() throws Exception {
    stopped.countDown();
    desk.bell().ringAll();
    if (loops != null) {
      loops.shutdown();
    }
    super.doStop();
  }

  @Override
  protected void doShutdown() throws Exception {
    if (loops != null) {
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(loops);
      loops = null;
    }
    super.doShutdown();
  }

  /** Which files a loop takes next. */
  private interface Taking {
    List<JournalFile> take(int limit, long maxBytes);
  }

  private void loop(Taking taking) {
    while (stopped.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
      try {
        turn(taking);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable fault) {
        // Edge of the loop: an Error here would end the route silently.
        desk.listener().failed(getRouteId() + ": claim", fault);
        pause();
      }
    }
  }

  private void turn(Taking taking) throws InterruptedException {
    long heard = desk.bell().heard(endpoint.getState());
    List<JournalFile> batch =
        endpoint.getGate().getAsBoolean()
            ? taking.take(endpoint.getBatch(), endpoint.getMaxBytes())
            : List.of();
    pulse.beat();
    if (batch.isEmpty()) {
      desk.bell().await(endpoint.getState(), heard, Duration.ofMillis(endpoint.getDelay()));
    } else {
      deliver(batch);
    }
  }

  private void deliver(List<JournalFile> batch) {
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(batch);
    pulse.begin();
    try {
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    } catch (RejectedExecutionException e) {
      // Camel takes no exchange any more because it stops; the files stay as they are.
      return;
    } catch (Exception e) {
      desk.listener().failed(String.valueOf(getRouteId()), e);
      pause();
    } finally {
      pulse.end();
      claims.putBack(batch);
      releaseExchange(exchange, false);
    }
  }

  private void pause() {
    try {
      stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
