// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.ActingGuard;
import org.ingestd.daemon.http.door.Answers;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/sign-in} tells whether a token is the right one, before somebody has written a
 * long reason. Nothing is remembered: each acting call shows the token itself, so that no page
 * elsewhere can make a browser act for an operator.
 */
final class SignIn {

  static final String PLACE = "/api/sign-in";

  private final ActingGuard guard;

  SignIn(ActingGuard guard) {
    this.guard = guard;
  }

  /**
   * @param operator whether the token lets its bearer act
   * @param who by the issuer; null: he names himself
   */
  private record Known(boolean operator, @Nullable String who) {}

  void post(Request request, Response response, Callback callback) {
    guard
        .known(request, response, callback)
        .ifPresent(
            caller ->
                Answers.json(
                    response,
                    callback,
                    HttpStatus.OK_200,
                    new Known(caller.mayAct(), caller.name().orElse(null))));
  }
}
