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

  /** Looks in vain at the full pace; a bell begins anew. */
  private static final int SOON = 20;

  /** Milliseconds; an endpoint that looks less often by itself keeps to its delay. */
  private static final long LONGEST_REST = 2_000;

  /** A turn is waited for so long, then live files are looked for. */
  private static final Duration TURN = Duration.ofMillis(200);

  private final JournalEndpoint endpoint;
  private final ClaimDesk desk;
  private final LiveTraffic traffic;
  private final Claims claims;
  private final Pulse pulse;
  private volatile CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable ExecutorService loops;

  JournalConsumer(
      JournalEndpoint endpoint, Processor processor, ClaimDesk desk, LiveTraffic traffic) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.desk = desk;
    this.traffic = traffic;
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
    Turn rest = endpoint.getLiveConsumers() == 0 ? () -> work(claims::take) : this::beside;
    for (int i = 0; i < endpoint.getConcurrentConsumers(); i++) {
      threads.execute(() -> loop(rest));
    }
    for (int i = 0; i < endpoint.getLiveConsumers(); i++) {
      threads.execute(() -> loop(() -> work(claims::takeLive)));
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

  /** One claim and what follows from it. */
  private interface Turn {
    /** False: there was nothing to do. */
    boolean take() throws InterruptedException;
  }

  private void loop(Turn turn) {
    int vain = 0;
    while (stopped.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
      try {
        long heard = desk.bell().heard(endpoint.getState());
        boolean worked = turn.take();
        boolean rung = worked || desk.bell().await(endpoint.getState(), heard, rest(vain));
        vain = rung ? 0 : vain + 1;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable fault) {
        // Edge of the loop: an Error here would end the route silently.
        desk.listener().failed(getRouteId() + ": claim", fault);
        pause();
      }
    }
  }

  /** The longer nothing came, the less often it is looked for what has come due by itself. */
  private Duration rest(int vain) {
    long rarer = Math.min(LONGEST_REST, endpoint.getDelay() * (1 + vain / SOON));
    return Duration.ofMillis(Math.max(endpoint.getDelay(), rarer));
  }

  /** For a loop beside one that is kept for live files: while those flow, it waits for its turn. */
  private boolean beside() throws InterruptedException {
    if (!traffic.flows() || !claims.hasBacklog()) {
      return work(claims::takeRest);
    }
    if (!traffic.begin(TURN)) {
      // Where live files are more than their own loop takes, the backlog's share holds them apart.
      work(claims::takeIfMuchLive);
      return true;
    }
    try {
      return work(claims::takeRest);
    } finally {
      traffic.end();
    }
  }

  private boolean work(Taking taking) {
    List<JournalFile> batch =
        endpoint.getGate().getAsBoolean()
            ? taking.take(endpoint.getBatch(), endpoint.getMaxBytes())
            : List.of();
    pulse.beat();
    if (batch.isEmpty()) {
      return false;
    }
    traffic.given(batch);
    deliver(batch);
    return true;
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
