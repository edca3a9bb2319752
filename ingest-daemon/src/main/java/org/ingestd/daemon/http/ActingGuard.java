// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.acting.ApiToken;

/**
 * Who may act: whoever shows the token, and no page of another origin even with it. Bodies are
 * bounded.
 */
final class ActingGuard {

  private static final int LONGEST_BODY = 8_192;

  private final ApiToken token;

  ActingGuard(ApiToken token) {
    this.token = token;
  }

  /** Answers with a refusal unless the caller may act. */
  boolean refuses(Request request, Response response, Callback callback) {
    if (isForeign(request)) {
      Answers.refuse(
          response, callback, HttpStatus.FORBIDDEN_403, "Pages of other origins may not act.");
      return true;
    }
    if (!hasToken(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      Answers.refuse(
          response,
          callback,
          HttpStatus.UNAUTHORIZED_401,
          "Acting calls need 'Authorization: Bearer' with the content of api-token.");
      return true;
    }
    return false;
  }

  /** A browser names the page's origin with every POST; programs name none. */
  private static boolean isForeign(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String ours = request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority();
    return origin != null && !origin.equals(ours);
  }

  private boolean hasToken(Request request) {
    String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return shown != null && token.isIn(shown);
  }

  static void nothingHere(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    Answers.refuse(
        response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "Nothing can be done here.");
  }

  /**
   * @throws IOException if it is too long, among others
   */
  static String body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new IOException("The body is longer than " + LONGEST_BODY + " bytes.");
      }
      return new String(bytes, UTF_8);
    }
  }
}
