// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks until the server has told what the source RSE is like and that it has the RSEs of all rules;
 * without that nothing is registered. Says what is being waited for.
 */
final class RucioWatch implements AutoCloseable {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final Workshop workshop;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String waitingFor = "";
  private volatile @Nullable Instant silentSince;

  RucioWatch(Workshop workshop) {
    this.workshop = workshop;
    this.clock = workshop.bench().clock();
  }

  Preflight.Result check() {
    Preflight.Result result = workshop.preflight().check();
    waitFor(words(result));
    return result;
  }

  void start() {
    Thread thread = new Thread(this::askUntilKnown, "rucio-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void askUntilKnown() {
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (!isKnownNow() && !closed.await(pause, TimeUnit.MILLISECONDS)) {
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workshop.bell().ringAll();
  }

  private boolean isKnownNow() {
    try {
      if (!workshop.preflight().isPassed()) {
        check();
      }
    } catch (RuntimeException fault) {
      // Edge of the loop: without it nothing would ever be registered again.
      workshop.bench().listener().failed("rucio-watch", fault);
    }
    return workshop.preflight().isPassed();
  }

  private static String words(Preflight.Result result) {
    if (result instanceof Preflight.Result.Retry retry) {
      return retry.why();
    }
    return result instanceof Preflight.Result.Fatal fatal ? fatal.words() : "";
  }

  private void waitFor(String why) {
    if (!why.equals(waitingFor)) {
      waitingFor = why;
      workshop.bench().listener().degraded("rucio", why);
    }
  }

  /** What is being waited for; empty if Rucio is there. */
  Optional<String> degraded() {
    if (!workshop.preflight().isPassed()) {
      return Optional.of("Rucio: " + (waitingFor.isEmpty() ? "not asked yet" : waitingFor));
    }
    if (!workshop.signInProblem().isEmpty()) {
      return Optional.of("Rucio's sign-in: " + workshop.signInProblem());
    }
    if (workshop.wasRucioAnswering()) {
      silentSince = null;
      return Optional.empty();
    }
    Instant since = silentSince == null ? clock.instant() : silentSince;
    silentSince = since;
    return Optional.of("Rucio has not answered since " + MINUTE.format(since));
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
