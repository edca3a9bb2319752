// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.telling;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether Rucio answers, as it is told to people: the circuit tries every few seconds during an
 * outage, which is no news. Thread-safe.
 */
final class Answering {

  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * @param circuit its new state, as {@code CallListener} names it
   * @return whether Rucio answers, if that is news
   */
  Optional<Boolean> news(String circuit) {
    boolean closed = circuit.equals("closed");
    boolean open = circuit.equals("open");
    return (closed && away.getAndSet(false)) || (open && !away.getAndSet(true))
        ? Optional.of(closed)
        : Optional.empty();
  }
}
