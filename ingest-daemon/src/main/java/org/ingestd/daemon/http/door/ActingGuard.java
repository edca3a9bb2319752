// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Who may act: whoever shows a token that lets him, and no page of another origin even with it.
 * Bodies are bounded.
 */
public final class ActingGuard {

  private static final int LONGEST_BODY = 8_192;

  private final Callers callers;

  public ActingGuard(Callers callers) {
    this.callers = callers;
  }

  /** Empty: the caller may not act, and was told so. */
  public Optional<Caller> admitted(Request request, Response response, Callback callback) {
    Optional<Caller> caller = known(request, response, callback);
    if (caller.isPresent() && !caller.get().mayAct()) {
      Answers.refuse(
          response,
          callback,
          HttpStatus.FORBIDDEN_403,
          "Your token lets you look; to act it needs the operators' group or scope.");
      return Optional.empty();
    }
    return caller;
  }

  /** Whoever shows a token that is taken; empty: it is none, and the caller was told so. */
  public Optional<Caller> known(Request request, Response response, Callback callback) {
    if (isForeign(request)) {
      Answers.refuse(
          response, callback, HttpStatus.FORBIDDEN_403, "Pages of other origins may not act.");
      return Optional.empty();
    }
    return callers.known(request, response, callback);
  }

  /** A browser names the page's origin with every POST; programs name none. */
  private static boolean isForeign(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String ours = request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority();
    return origin != null && !origin.equals(ours);
  }

  public static void nothingHere(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    Answers.refuse(
        response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "Nothing can be done here.");
  }

  /**
   * @throws IOException if it is too long, among others
   */
  public static String body(Request request) throws IOException {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
      if (bytes.length > LONGEST_BODY) {
        throw new IOException("The body is longer than " + LONGEST_BODY + " bytes.");
      }
      return new String(bytes, UTF_8);
    }
  }
}
