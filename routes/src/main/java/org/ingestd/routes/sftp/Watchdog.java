// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections whose server leaves an answer out for too long, although it still gives signs
 * of life: one behind it, e.g. its disk, hangs. Whoever waits gets a lost connection. One thread.
 */
final class Watchdog implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final Set<SftpSession> watched = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long longestNanos;

  /**
   * @param longestNanos that an answer may take
   */
  Watchdog(String source, long longestNanos) {
    this.longestNanos = longestNanos;
    Thread thread = new Thread(this::run, "sftp-watchdog-" + source);
    thread.setDaemon(true);
    thread.start();
  }

  void watch(SftpSession session) {
    watched.add(session);
  }

  void forget(SftpSession session) {
    watched.remove(session);
  }

  private void run() {
    try {
      while (!closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    watched.stream()
        .filter(session -> session.watch().isOver(longestNanos))
        .toList()
        .forEach(
            session -> {
              watched.remove(session);
              session.close();
            });
  }

  /** All connections end. */
  @Override
  public void close() {
    closed.countDown();
    watched.forEach(SftpSession::close);
  }
}
