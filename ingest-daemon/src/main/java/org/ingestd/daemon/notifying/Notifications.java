// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ingestd.daemon.config.model.NotifyConfig;
import org.ingestd.journal.Census;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.life.ProblemCode.Severity;
import org.ingestd.routes.contract.IngestListener;

/**
 * Tells people and programs elsewhere what goes wrong and when it is over. Whatever becomes of a
 * message, the pipeline does not wait for it. Thread-safe.
 */
public final class Notifications implements AutoCloseable {

  private static final Duration BETWEEN_TICKS = Duration.ofSeconds(10);

  private static final Set<String> CODES =
      Arrays.stream(ProblemCode.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final List<Outbox> outboxes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Troubles troubles;
  private final IngestListener listener;
  private final Supplier<Census> census;
  private final IngestListener told;

  /**
   * Nothing is delivered before {@link #begin}.
   *
   * @param told hears what becomes of messages
   */
  public Notifications(
      String instance,
      NotifyConfig config,
      Supplier<Census> census,
      Clock clock,
      IngestListener told) {
    this.census = census;
    this.told = told;
    config
        .webhook()
        .url()
        .ifPresent(
            url ->
                outboxes.add(new Outbox(new Webhook(url, config.webhook().secret()), clock, told)));
    if (!config.command().run().isEmpty()) {
      Command command = new Command(config.command().run(), config.command().timeout());
      outboxes.add(new Outbox(command, clock, told));
    }
    this.troubles =
        new Troubles(instance, clock, message -> outboxes.forEach(box -> box.put(message)));
    Severity from =
        switch (config.from()) {
          case WARNING -> Severity.WARNING;
          case CRITICAL -> Severity.CRITICAL;
        };
    this.listener = new NotificationListener(troubles, from);
  }

  /** Hears what happens. */
  public IngestListener listener() {
    return listener;
  }

  /** Begins to deliver; does nothing if nobody is to be told. */
  public void begin() {
    if (outboxes.isEmpty()) {
      return;
    }
    outboxes.forEach(outbox -> thread("notifications", () -> outbox.await(outbox.turn())));
    thread(
        "notifications-ticks",
        () -> {
          Thread.sleep(BETWEEN_TICKS.toMillis());
          tick();
        });
  }

  /** What one thread does again and again. */
  interface Turn {
    void take() throws InterruptedException;
  }

  private void thread(String name, Turn turn) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!Thread.currentThread().isInterrupted()) {
                  take(name, turn);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Edge of the loops: one that ended would leave people without a word for ever after. */
  void take(String name, Turn turn) throws InterruptedException {
    try {
      turn.take();
    } catch (RuntimeException fault) {
      told.failed(name, fault);
    }
  }

  /** Tells what is over. */
  void tick() {
    Set<String> standing =
        census.get().problems().entrySet().stream()
            .filter(problem -> problem.getValue() > 0)
            .map(Map.Entry::getKey)
            .map(Enum::name)
            .collect(Collectors.toSet());
    troubles.tick(standing, CODES);
  }

  /** What was not delivered by now is not delivered. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
