// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.util.function.LongSupplier;

/** Since when an answer is waited for. Begun and stopped by one thread, looked at by any. */
final class Stopwatch {

  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final LongSupplier steadyNanos;
  private volatile long since = NOT_WAITING;

  Stopwatch(LongSupplier steadyNanos) {
    this.steadyNanos = steadyNanos;
  }

  void begin() {
    since = steadyNanos.getAsLong();
  }

  void stop() {
    since = NOT_WAITING;
  }

  /** Whether one has been waited for longer than this. */
  boolean isOver(long nanos) {
    long begun = since;
    return begun != NOT_WAITING && steadyNanos.getAsLong() - begun > nanos;
  }
}
