// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Calls with everything around them: a connection's turn, the circuit, the token, sub-second
 * repeats. Thread-safe; blocks the caller.
 */
public final class Calls {

  /**
   * What a call gave.
   *
   * @param repeated an earlier sending had no certain answer, so this one may have been a repeat
   */
  public record Answer<T>(T value, boolean repeated) {}

  /** A server that hung for longer will hang again. */
  private static final Duration QUICK = Duration.ofSeconds(30);

  private final Transport transport;
  private final Session session;
  private final Surroundings surroundings;
  private final Predicate<Failure> away;
  private final CircuitBreaker circuit;
  private final Bulkhead connections;
  private final Retry retry;
  private volatile String trouble = "";

  /**
   * @param away whether a failure says that the server, not the request, is at fault
   */
  public Calls(
      Transport transport,
      Session session,
      Resilience resilience,
      Surroundings surroundings,
      Predicate<Failure> away) {
    this.transport = transport;
    this.session = session;
    this.surroundings = surroundings;
    this.away = away;
    this.circuit = resilience.circuit();
    this.connections = resilience.bulkheads().bulkhead(Resilience.NAME);
    this.retry = resilience.retries().retry(Resilience.NAME);
  }

  public <T> T value(Request request, Reader<T> reader) throws Failure {
    return call(request, reader).value();
  }

  public <T> Answer<T> call(Request request, Reader<T> reader) throws Failure {
    Retry.AsyncContext<Object> tries = retry.asyncContext();
    boolean repeated = false;
    while (true) {
      Instant began = surroundings.steady().instant();
      try {
        Answer<T> answer = new Answer<>(once(request, reader), repeated);
        tries.onComplete();
        return answer;
      } catch (Failure failure) {
        repeated |= failure.uncertain();
        long pause =
            worthRepeating(request, failure) && wasQuick(began) ? tries.onError(failure) : -1;
        if (pause < 0) {
          throw failure;
        }
        rest(Duration.ofMillis(pause));
      }
    }
  }

  /** Waits a moment of chance, so that two that disturbed each other do not meet again. */
  public void step() throws Failure {
    rest(surroundings.about(Duration.ofMillis(150)));
  }

  /** Holds a failure against the server that was first thought to be the request's. */
  public void blameServer(Failure failure) {
    trouble = String.valueOf(failure.getMessage());
    circuit.onError(0, circuit.getTimestampUnit(), failure);
  }

  /**
   * Whether a call would be sent now. While the circuit is open that is found out by a small call
   * of our own, at most one each few seconds, so that no caller's work has to be the probe.
   */
  public boolean available(Request probe) {
    if (!session.ready()) {
      return false;
    }
    return switch (circuit.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> true;
      case OPEN, HALF_OPEN, FORCED_OPEN -> answered(probe);
    };
  }

  private boolean answered(Request probe) {
    try {
      once(probe, Reader.NOTHING);
      return true;
    } catch (Failure failure) {
      return failure.nature() == Failure.Nature.REFUSED && !away.test(failure);
    }
  }

  private <T> T once(Request request, Reader<T> reader) throws Failure {
    if (!connections.tryAcquirePermission()) {
      throw held(request + ": no connection to Rucio became free in time");
    }
    try {
      if (!circuit.tryAcquirePermission()) {
        throw held(
            request
                + " was not sent: Rucio failed repeatedly and is left alone for now; it failed so: "
                + trouble);
      }
      return counted(request, reader);
    } finally {
      connections.onComplete();
    }
  }

  private <T> T counted(Request request, Reader<T> reader) throws Failure {
    long began = circuit.getCurrentTimestamp();
    boolean settled = false;
    try {
      T value = signedIn(request, reader);
      settled = true;
      circuit.onSuccess(circuit.getCurrentTimestamp() - began, circuit.getTimestampUnit());
      return value;
    } catch (Failure failure) {
      boolean content = isForgiven(request, failure);
      if (failure.nature() != Failure.Nature.HELD && !content) {
        settled = true;
        settle(failure, circuit.getCurrentTimestamp() - began);
      }
      throw failure;
    } finally {
      if (!settled) {
        circuit.releasePermission();
      }
    }
  }

  /** Whether a failure says nothing of the server's health. */
  private static boolean isForgiven(Request request, Failure failure) {
    return request.manner().aside() || (request.manner().suspect() && failure.status() == 500);
  }

  private void settle(Failure failure, long took) {
    if (away.test(failure)) {
      trouble = String.valueOf(failure.getMessage());
      circuit.onError(took, circuit.getTimestampUnit(), failure);
    } else {
      circuit.onSuccess(took, circuit.getTimestampUnit());
    }
  }

  private <T> T signedIn(Request request, Reader<T> reader) throws Failure {
    if (!request.head().signedIn()) {
      return transport.exchange(request, null, reader);
    }
    String token = session.token();
    try {
      return transport.exchange(request, token, reader);
    } catch (Failure failure) {
      if (!failure.tokenRefused()) {
        throw failure;
      }
      return transport.exchange(request, session.insteadOf(token), reader);
    }
  }

  /** After a long wait for nothing the caller is told, and comes again later. */
  private boolean wasQuick(Instant began) {
    return Duration.between(began, surroundings.steady().instant()).compareTo(QUICK) < 0;
  }

  private boolean worthRepeating(Request request, Failure failure) {
    boolean content = isForgiven(request, failure);
    return away.test(failure)
        && failure.nature() != Failure.Nature.HELD
        && !content
        && Resilience.soonEnough(failure);
  }

  private void rest(Duration length) throws Failure {
    try {
      surroundings.waiting().pause(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw held("Interrupted while waiting to ask Rucio again");
    }
  }

  private static Failure held(String message) {
    return Failure.without(Failure.Nature.HELD, message, null);
  }
}
