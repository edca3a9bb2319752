// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.routes.disk.Offline;
import org.jspecify.annotations.Nullable;

/**
 * When to try again after a server could not be reached. A server that is away is asked ever more
 * rarely; one that does not let us in, or shows a wrong key, rarely from the first time on, so that
 * no account is locked. Thread-safe.
 */
final class Patience {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration REFUSED = Duration.ofSeconds(60);

  private final LongSupplier steadyNanos;
  private @Nullable Offline refusal;
  private long until;
  private long pause;

  Patience(LongSupplier steadyNanos) {
    this.steadyNanos = steadyNanos;
  }

  synchronized void connected() {
    refusal = null;
    pause = 0;
  }

  synchronized void refused(Offline why) {
    refusal = why;
    pause =
        why.problem() == ProblemCode.SOURCE_OFFLINE
            ? Math.min(LONGEST.toNanos(), Math.max(FIRST.toNanos(), 2 * pause))
            : REFUSED.toNanos();
    until = steadyNanos.getAsLong() + pause;
  }

  /** Why not to try now; empty if it is time. */
  synchronized Optional<Offline> refusal() {
    return refusal != null && steadyNanos.getAsLong() < until
        ? Optional.of(refusal)
        : Optional.empty();
  }
}
