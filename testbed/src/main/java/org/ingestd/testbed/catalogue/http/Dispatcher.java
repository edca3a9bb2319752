// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.io.IOException;
import java.util.Map;
import org.ingestd.testbed.catalogue.calls.Tokens;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Exchange;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.exchange.Reply;
import org.ingestd.testbed.catalogue.wire.RucioError;
import org.ingestd.testbed.catalogue.wire.ServerVersion;
import org.jspecify.annotations.Nullable;

/** From a call to its reply: token, {@code Accept}, the call itself, errors in Rucio's form. */
final class Dispatcher {

  /** Error headers are cut there, the body is not. */
  private static final int LONGEST_HEADER = 125;

  private final Map<Operation, Call> calls;
  private final Tokens tokens;
  private final ServerVersion version;

  Dispatcher(Map<Operation, Call> calls, Tokens tokens, ServerVersion version) {
    this.calls = calls;
    this.tokens = tokens;
    this.version = version;
  }

  Reply answer(Exchange exchange) throws IOException {
    Operation operation = exchange.operation();
    try {
      String account = operation.open() ? "" : account(exchange.header("x-rucio-auth-token"));
      checkAccept(operation, exchange.header("accept"));
      Call call = calls.get(operation);
      if (call == null) {
        throw new IllegalStateException("Nobody answers " + operation);
      }
      return call.answer(exchange.by(account));
    } catch (RucioError error) {
      String exceptionClass = error.exceptionClass();
      if (exceptionClass == null) {
        return Reply.text(error.status(), Reply.HTML, error.text());
      }
      int status = error.status() == 0 ? operation.status(exceptionClass) : error.status();
      return error(status, exceptionClass, error.text());
    }
  }

  private String account(@Nullable String token) {
    if (token == null) {
      throw version.missingTokenIsBadRequest()
          ? RucioError.withStatus(400, "ValueError", "Token must be set.")
          : unauthenticated();
    }
    return tokens.account(token).orElseThrow(Dispatcher::unauthenticated);
  }

  private static RucioError unauthenticated() {
    return RucioError.withStatus(
        401, "CannotAuthenticate", "Cannot authenticate with given credentials");
  }

  private static void checkAccept(Operation operation, @Nullable String accept) {
    String type = operation.produces().contentType();
    if (accept == null || type.isEmpty() || accept.contains("*/*") || accept.contains(type)) {
      return;
    }
    throw RucioError.withStatus(
        406,
        "UnsupportedRequestedContentType",
        "The requested content type " + accept + " is not supported. Use ['" + type + "'].");
  }

  /** An error of Rucio's: class and message twice, in headers and in a body that claims no JSON. */
  static Reply error(int status, String exceptionClass, String message) throws IOException {
    String line = message.replace('\n', ' ').replace('\r', ' ').strip();
    boolean cut = line.length() > LONGEST_HEADER;
    return Reply.json(
            status,
            "application/octet-stream",
            json -> {
              json.writeStartObject();
              json.writeStringField("ExceptionClass", exceptionClass);
              json.writeStringField("ExceptionMessage", message);
              json.writeEndObject();
            })
        .with("ExceptionClass", exceptionClass)
        .with("ExceptionMessage", cut ? line.substring(0, LONGEST_HEADER) + "..." : line);
  }
}
