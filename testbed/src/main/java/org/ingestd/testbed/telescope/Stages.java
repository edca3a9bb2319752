// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Later acts of files that are not done in one go, always the same time after the act before, so
 * that the first one added is the first one due.
 */
final class Stages {

  /** One act; may add the next one. */
  interface Act {
    void run() throws IOException;
  }

  private record Stage(Instant due, Act act) {}

  private final Queue<Stage> waiting = new ArrayDeque<>();
  private final Tempo tempo;
  private final Duration pause;

  Stages(Tempo tempo, Duration pause) {
    this.tempo = tempo;
    this.pause = pause;
  }

  void later(Act act) {
    waiting.add(new Stage(tempo.now().plus(pause), act));
  }

  /** Waits until a time (or a stop) and runs what becomes due meanwhile. */
  void runUntil(Instant end) throws IOException {
    for (Stage next = waiting.peek();
        next != null && !next.due().isAfter(end) && !tempo.isStopped();
        next = waiting.peek()) {
      tempo.pause(Duration.between(tempo.now(), next.due()));
      runNext();
    }
    tempo.pause(Duration.between(tempo.now(), end));
  }

  /** Runs all that is left, each at its time; after a stop at once. */
  void runOut() throws IOException {
    for (Stage next = waiting.peek(); next != null; next = waiting.peek()) {
      tempo.pause(Duration.between(tempo.now(), next.due()));
      runNext();
    }
  }

  private void runNext() throws IOException {
    waiting.remove().act().run();
  }
}
