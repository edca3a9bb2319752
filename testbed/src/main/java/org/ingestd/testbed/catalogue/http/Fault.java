// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.time.Duration;
import org.ingestd.testbed.catalogue.exchange.Operation;

/**
 * Something that goes wrong with calls.
 *
 * @param operation the word of an {@link Operation}, or {@code *}
 * @param calls how many calls it befalls; 0: all, until it is cleared
 * @param share of the calls that it befalls, above 0 to 1
 * @param delay before the answer, for {@link Kind#DELAY}
 */
public record Fault(
    Kind kind, String operation, int calls, double share, Answer answer, Duration delay) {

  /** What goes wrong. */
  public enum Kind {
    /** Answered with an error instead; the catalogue is not touched. */
    ERROR,
    /** An HTML page instead, with the answer's status; the catalogue is not touched. */
    HTML,
    /** The connection is cut before the catalogue is touched. */
    RESET,
    /** The catalogue does what was asked, then the connection is cut without an answer. */
    LOST_ANSWER,
    /** The catalogue does what was asked; the connection is cut in the middle of the body. */
    TRUNCATED,
    /** The body ends early but cleanly, as a stream that fails inside a real server. */
    SHORTENED,
    /** Answered rightly, but late. */
    DELAY
  }

  /**
   * What an error looks like.
   *
   * @param exceptionClass empty: plain text
   * @param retryAfterSeconds negative: no such header
   */
  public record Answer(int status, String exceptionClass, String message, int retryAfterSeconds) {
    static final Answer NONE = new Answer(200, "", "", -1);
  }

  public Fault {
    if (!operation.equals("*") && Operation.ofWord(operation).isEmpty()) {
      throw new IllegalArgumentException("No operation is called '" + operation + "'");
    }
    if (calls < 0 || !(share > 0 && share <= 1) || delay.isNegative()) {
      throw new IllegalArgumentException(
          "calls " + calls + ", share " + share + ", delay " + delay);
    }
    if (answer.status < 200 || answer.status > 599) {
      throw new IllegalArgumentException("status " + answer.status);
    }
  }

  /** An error with an exception of Rucio's. */
  public static Fault error(String operation, int status, String exceptionClass) {
    Answer answer = new Answer(status, exceptionClass, "A fault on demand.", -1);
    return new Fault(Kind.ERROR, operation, 0, 1, answer, Duration.ZERO);
  }

  /** 503 with {@code Retry-After}, as a front end sends it. */
  public static Fault busy(String operation, int retryAfterSeconds) {
    Answer answer = new Answer(503, "", "Service Unavailable", retryAfterSeconds);
    return new Fault(Kind.ERROR, operation, 0, 1, answer, Duration.ZERO);
  }

  /** 401 {@code AccessDenied}. */
  public static Fault denied(String operation) {
    return error(operation, 401, "AccessDenied");
  }

  /** An HTML page with this status: 502 of a proxy, 200 of a captive portal. */
  public static Fault html(String operation, int status) {
    Answer answer = new Answer(status, "", "", -1);
    return new Fault(Kind.HTML, operation, 0, 1, answer, Duration.ZERO);
  }

  public static Fault delay(String operation, Duration delay) {
    return new Fault(Kind.DELAY, operation, 0, 1, Answer.NONE, delay);
  }

  /** Any of the kinds that need nothing more said. */
  public static Fault of(Kind kind, String operation) {
    return new Fault(kind, operation, 0, 1, Answer.NONE, Duration.ZERO);
  }

  /** The same for the next calls only. */
  public Fault times(int number) {
    return new Fault(kind, operation, number, share, answer, delay);
  }

  /** The same for a share of the calls only. */
  public Fault share(double part) {
    return new Fault(kind, operation, calls, part, answer, delay);
  }

  boolean concerns(Operation called) {
    return operation.equals("*") || operation.equals(called.word());
  }
}
