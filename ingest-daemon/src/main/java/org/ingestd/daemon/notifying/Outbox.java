// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way through one channel, in order: each is tried a few times, later each time,
 * and then given up. Thread-safe; one thread delivers.
 */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  /** So many wait at most; more are lost at once. */
  static final int ROOM = 1_000;

  static final int TRIES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int LONGER = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Channel channel;
  private final Clock clock;
  private final IngestListener listener;
  private final Deque<Message> waiting = new ArrayDeque<>();
  private final Semaphore news = new Semaphore(0);
  private int failures;
  private @Nullable Instant due;

  Outbox(Channel channel, Clock clock, IngestListener listener) {
    this.channel = channel;
    this.clock = clock;
    this.listener = listener;
  }

  /** Returns at once. */
  synchronized void put(Message message) {
    if (waiting.size() >= ROOM) {
      lost(message, "too many wait");
      return;
    }
    waiting.addLast(message);
    news.release();
  }

  /**
   * Delivers what is due.
   *
   * @return how long until the next try; zero: there may be more now
   */
  Duration turn() throws InterruptedException {
    Message message;
    synchronized (this) {
      message = waiting.peekFirst();
      Instant until = due;
      Instant now = clock.instant();
      if (message == null) {
        return LONGEST_PAUSE;
      }
      if (until != null && until.isAfter(now)) {
        return Duration.between(now, until);
      }
    }
    try {
      channel.deliver(message.json());
      done("sent");
    } catch (IOException | RuntimeException e) {
      failed(message, String.valueOf(e.getMessage()));
    }
    return Duration.ZERO;
  }

  private synchronized void done(String result) {
    waiting.removeFirst();
    failures = 0;
    due = null;
    listener.notified(channel.name(), result);
  }

  private synchronized void failed(Message message, String why) {
    failures++;
    listener.notified(channel.name(), "failed");
    if (failures >= TRIES) {
      waiting.removeFirst();
      failures = 0;
      due = null;
      lost(message, why);
    } else {
      due = clock.instant().plus(pause());
    }
  }

  private Duration pause() {
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < failures && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = pause.multipliedBy(LONGER);
    }
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void lost(Message message, String why) {
    listener.notified(channel.name(), "lost");
    LOG.atWarn()
        .addKeyValue("channel", channel.name())
        .log("A message was lost ({}): {}", why, message.json());
  }

  /** Waits until something is put, at most so long. */
  void await(Duration atMost) throws InterruptedException {
    boolean unused = news.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    news.drainPermits();
  }
}
