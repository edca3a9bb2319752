// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.time.Duration;

/** How the telescope waits; tests move their clock on instead. */
@FunctionalInterface
public interface Waiter {

  /** Waits for real. */
  Waiter REAL = time -> Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);

  void pause(Duration time) throws InterruptedException;
}
