// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;

/** Waits, unless this process is told to end. Thread-safe. */
final class Waiting {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** For any thread. */
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Until the next look. */
  boolean pause() throws InterruptedException {
    return pause(LOOK);
  }

  /**
   * @return false if it was told to end
   */
  boolean pause(Duration time) throws InterruptedException {
    return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  static VerbFailed unknown(long id) {
    return new VerbFailed(
        Exit.DATA, "There is no replay " + id + "; 'ingestd replay --list' shows all.");
  }
}
