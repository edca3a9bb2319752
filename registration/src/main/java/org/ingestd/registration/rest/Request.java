// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** One call to Rucio. Immutable. */
public final class Request {

  /**
   * How a call is treated.
   *
   * @param expects the one status that means success
   * @param timeout for the answer to begin, and again for it to end
   * @param suspect a 500 may be the fault of what was sent, so it is neither repeated nor held
   *     against the server
   * @param aside whatever fails, it is neither repeated nor held against the server
   */
  public record Manner(int expects, Duration timeout, boolean suspect, boolean aside) {}

  /** What goes into the header beside the token. */
  public record Head(boolean signedIn, Map<String, String> fields) {

    static final Head SIGNED_IN = new Head(true, Map.of());
    static final Head ANONYMOUS = new Head(false, Map.of());
  }

  /** Every word that stands for a call, in metrics, messages and for listeners. */
  public static final Set<String> OPERATIONS =
      Set.of(
          "account",
          "attach",
          "attributes",
          "contain",
          "container",
          "dataset",
          "files",
          "limits",
          "locks",
          "metadata",
          "parents",
          "ping",
          "probe",
          "replicas",
          "rse",
          "rses",
          "rule",
          "rules",
          "scopes",
          "set_metadata",
          "sign_in",
          "status",
          "transfer");

  /** A busy server was seen to take a minute for a small question. */
  private static final Duration SOON = Duration.ofMinutes(3);

  /** Attachments and rules work on many rows; a front end's own limit is usually lower. */
  private static final Duration LONG = Duration.ofMinutes(5);

  private final String operation;
  private final String method;
  private final String path;
  private final byte[] body;
  private final Manner manner;
  private final Head head;

  private Request(
      String operation, String method, String path, byte[] body, Manner manner, Head head) {
    if (!OPERATIONS.contains(operation)) {
      throw new IllegalArgumentException("'" + operation + "' is not among Request.OPERATIONS");
    }
    this.operation = operation;
    this.method = method;
    this.path = path;
    this.body = body;
    this.manner = manner;
    this.head = head;
  }

  /**
   * @param operation one of {@link #OPERATIONS}
   * @param path below the server's address, percent-encoded, with query; slashes at the end matter
   */
  public static Request get(String operation, String path) {
    return new Request(
        operation, "GET", path, new byte[0], new Manner(200, SOON, false, false), Head.SIGNED_IN);
  }

  /**
   * @param body JSON
   */
  public static Request post(String operation, String path, byte[] body) {
    return new Request(
        operation, "POST", path, body, new Manner(200, LONG, false, false), Head.SIGNED_IN);
  }

  /**
   * @param body JSON
   */
  public static Request put(String operation, String path, byte[] body) {
    return new Request(
        operation, "PUT", path, body, new Manner(200, LONG, false, false), Head.SIGNED_IN);
  }

  public Request expects(int status) {
    return with(new Manner(status, manner.timeout, manner.suspect, manner.aside));
  }

  /** A 500 may be the fault of what is sent. */
  public Request suspect() {
    return with(new Manner(manner.expects, manner.timeout, true, manner.aside));
  }

  /** Nothing depends on it: its failure must not keep other calls from being made. */
  public Request aside() {
    return with(new Manner(manner.expects, manner.timeout, manner.suspect, true));
  }

  public Request anonymous() {
    return new Request(operation, method, path, body, manner, Head.ANONYMOUS);
  }

  /** Without a token, with header fields that may hold a password. */
  public Request anonymous(Map<String, String> fields) {
    return new Request(operation, method, path, body, manner, new Head(false, fields));
  }

  String operation() {
    return operation;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Empty for none; not to be changed. */
  byte[] body() {
    return body;
  }

  Manner manner() {
    return manner;
  }

  Head head() {
    return head;
  }

  private Request with(Manner other) {
    return new Request(operation, method, path, body, other, head);
  }

  /** A path from its segments; everything but RFC 3986's unreserved characters is encoded. */
  public static String path(String... segments) {
    StringBuilder path = new StringBuilder();
    for (String segment : segments) {
      path.append('/').append(encode(segment));
    }
    return path.toString();
  }

  /** One segment or query value. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Without header fields, which may hold a password, and without the body. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
