// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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
  private final WrongTokens wrong;

  public Callers(ApiToken token, Optional<OperatorTokens> tokens, WrongTokens wrong) {
    this.token = token;
    this.tokens = tokens;
    this.wrong = wrong;
  }

  /** Empty: the caller has no token that is taken, and was told so. */
  public Optional<Caller> known(Request request, Response response, Callback callback) {
    String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (shown == null) {
      return unknown("This needs 'Authorization: Bearer' with a token.", response, callback);
    }
    InetAddress from = from(request);
    Optional<Duration> wait = wrong.wait(from);
    boolean ours = token.isIn(shown);
    if (wait.isPresent() && !(ours && isHere(request))) {
      wrong.passedOver(from);
      return tooMany(wait.get(), response, callback);
    }
    if (ours) {
      return Optional.of(new Caller(Optional.empty(), true));
    }
    if (tokens.isEmpty() || !shown.startsWith(BEARER)) {
      wrong.came(from);
      return unknown(
          "This token is not the content of api-token in the state directory.", response, callback);
    }
    try {
      OperatorTokens.Person person = tokens.get().look(shown.substring(BEARER.length()).strip());
      return Optional.of(new Caller(Optional.of(person.name()), person.mayAct()));
    } catch (OperatorTokens.Refused e) {
      if (e.isForGood()) {
        wrong.came(from);
      }
      return unknown(String.valueOf(e.getMessage()), response, callback);
    }
  }

  /**
   * All users of this machine come from one address, and one of them must not keep the others from
   * acting: here api-token is taken whatever else was shown. Its 256 random bits are not guessed at
   * any pace.
   */
  private static boolean isHere(Request request) {
    return !RemoteDoor.isOf(request);
  }

  private static InetAddress from(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress its
            && its.getAddress() != null
        ? its.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  private static Optional<Caller> tooMany(Duration wait, Response response, Callback callback) {
    long seconds = wait.plusMillis(999).toSeconds();
    response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
    Answers.refuse(
        response,
        callback,
        HttpStatus.TOO_MANY_REQUESTS_429,
        "Too many wrong tokens came from your address; try again in " + seconds + " s.");
    return Optional.empty();
  }

  private static Optional<Caller> unknown(String why, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    Answers.refuse(response, callback, HttpStatus.UNAUTHORIZED_401, why);
    return Optional.empty();
  }
}
