// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as the calls see it. */
public final class Exchange {

  /** The subject of the client's certificate, among the headers. */
  public static final String CLIENT_SUBJECT = "ssl_client_s_dn";

  private final Operation operation;
  private final List<String> arguments;
  private final Parameters parameters;
  private final byte[] body;
  private final String account;

  /** Query parameters (the first of each name) and headers (names in lower case). */
  public record Parameters(Map<String, String> query, Map<String, String> headers) {}

  /**
   * A request before anybody looked at its token.
   *
   * @param arguments what the route took from the path
   */
  public Exchange(Operation operation, List<String> arguments, Parameters parameters, byte[] body) {
    this(operation, arguments, parameters, body, "");
  }

  private Exchange(
      Operation operation,
      List<String> arguments,
      Parameters parameters,
      byte[] body,
      String account) {
    this.operation = operation;
    this.arguments = arguments;
    this.parameters = parameters;
    this.body = body;
    this.account = account;
  }

  /** The same request, now known to come from this account. */
  public Exchange by(String knownAccount) {
    return new Exchange(operation, arguments, parameters, body, knownAccount);
  }

  public Operation operation() {
    return operation;
  }

  public List<String> arguments() {
    return arguments;
  }

  public String argument(int index) {
    return arguments.get(index);
  }

  public Map<String, String> query() {
    return parameters.query;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(parameters.query.get(name));
  }

  public @Nullable String header(String name) {
    return parameters.headers.get(name);
  }

  /** Not a copy: nobody changes it. */
  public byte[] body() {
    return body;
  }

  /** Whom the token belongs to; empty for calls without one. */
  public String account() {
    return account;
  }
}
