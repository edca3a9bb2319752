// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.registration.signin.OperatorTokens;

/** Tells by the header {@code Authorization} who calls. */
public final class Callers {

  private static final String BEARER = "Bearer ";

  private final ApiToken token;
  private final Optional<OperatorTokens> tokens;

  public Callers(ApiToken token, Optional<OperatorTokens> tokens) {
    this.token = token;
    this.tokens = tokens;
  }

  /** Empty: the caller has no token that is taken, and was told so. */
  public Optional<Caller> known(Request request, Response response, Callback callback) {
    String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (shown == null) {
      return unknown("This needs 'Authorization: Bearer' with a token.", response, callback);
    }
    if (token.isIn(shown)) {
      return Optional.of(new Caller(Optional.empty(), true));
    }
    if (tokens.isEmpty() || !shown.startsWith(BEARER)) {
      return unknown(
          "This token is not the content of api-token in the state directory.", response, callback);
    }
    try {
      OperatorTokens.Person person = tokens.get().look(shown.substring(BEARER.length()).strip());
      return Optional.of(new Caller(Optional.of(person.name()), person.mayAct()));
    } catch (OperatorTokens.Refused e) {
      return unknown(String.valueOf(e.getMessage()), response, callback);
    }
  }

  private static Optional<Caller> unknown(String why, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    Answers.refuse(response, callback, HttpStatus.UNAUTHORIZED_401, why);
    return Optional.empty();
  }
}
