// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import java.time.Duration;
import java.util.List;

/** What is done to an exchange. */
public sealed interface Toxic {

  /** The connection is reset; the server never hears of the request. */
  record ResetBefore() implements Toxic {}

  /** The server does what was asked, then the connection is reset without an answer. */
  record LostAnswer() implements Toxic {}

  /** The whole length is promised, and the connection is reset in the middle of the body. */
  record Cut() implements Toxic {}

  /** The body ends in its middle, cleanly: of JSON a half is left, of lines the last is broken. */
  record Truncated() implements Toxic {}

  /** The answer comes late. */
  record Latency(Duration delay) implements Toxic {}

  /** The body comes in so many pieces, with a pause before each. */
  record SlowBody(int pieces, Duration pause) implements Toxic {

    public SlowBody {
      if (pieces < 1) {
        throw new IllegalArgumentException("a body in " + pieces + " pieces");
      }
    }
  }

  /**
   * Another answer.
   *
   * @param fields {@code Name: value}
   * @param afterwards the server does what was asked first, as behind a front end that gave up
   */
  record Instead(int status, List<String> fields, String body, boolean afterwards)
      implements Toxic {

    public Instead {
      fields = List.copyOf(fields);
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status " + status);
      }
    }

    /** The same after the server did what was asked. */
    public Instead afterCommit() {
      return new Instead(status, fields, body, true);
    }
  }

  /** Neither answer nor end, until the doses are cleared or the proxy is closed. */
  record Blackhole() implements Toxic {}

  /** The answer stays what it is, but says everything in words of no meaning. */
  record OtherWords() implements Toxic {}

  /** A page of some front end: 502 of a proxy, 200 of a captive portal. */
  static Instead html(int status) {
    return new Instead(
        status,
        List.of("Content-Type: text/html"),
        "<!doctype html><html><body>Please wait</body></html>",
        false);
  }

  /**
   * An error as Rucio's.
   *
   * @param exceptionClass empty: plain text without a class, as of a fault in the server's code
   */
  static Instead error(int status, String exceptionClass) {
    if (exceptionClass.isEmpty()) {
      return new Instead(status, List.of("Content-Type: text/html"), "'NoneType' object", false);
    }
    String body =
        "{\"ExceptionClass\": \"%s\", \"ExceptionMessage\": \"A fault on demand.\"}"
            .formatted(exceptionClass);
    return new Instead(
        status,
        List.of(
            "Content-Type: application/octet-stream",
            "ExceptionClass: " + exceptionClass,
            "ExceptionMessage: A fault on demand."),
        body,
        false);
  }

  /** 429 of a front end. */
  static Instead busy(int retryAfterSeconds) {
    return new Instead(
        429,
        List.of("Content-Type: text/plain", "Retry-After: " + retryAfterSeconds),
        "Too many requests",
        false);
  }
}
