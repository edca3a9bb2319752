// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.ActingDoor;

/**
 * {@code POST /api/sign-in} tells whether a token is the right one, before somebody has written a
 * long reason. Nothing is remembered: each acting call shows the token itself, so that no page
 * elsewhere can make a browser act for an operator.
 */
final class SignIn {

  static final String PLACE = "/api/sign-in";

  private final ActingGuard guard;

  SignIn(ActingDoor door) {
    this.guard = new ActingGuard(door.token());
  }

  void post(Request request, Response response, Callback callback) {
    if (!guard.refuses(request, response, callback)) {
      Answers.json(response, callback, HttpStatus.OK_200, Map.of("operator", true));
    }
  }
}
