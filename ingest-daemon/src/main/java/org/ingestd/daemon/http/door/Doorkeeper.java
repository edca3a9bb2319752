// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets in what may come in, and puts the protecting headers on every answer: no foreign host, no
 * other method than GET, HEAD and POST, no framing, no foreign assets.
 */
public final class Doorkeeper extends Handler.Wrapper {

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  private final Callers callers;

  public Doorkeeper(Handler inside, Callers callers) {
    super(inside);
    this.callers = callers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response
        .getHeaders()
        .put("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    if (!isOurHost(request)) {
      Answers.refuse(
          response,
          callback,
          HttpStatus.FORBIDDEN_403,
          "This server is reached by its own address only.");
      return true;
    }
    if (!METHODS.contains(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", METHODS));
      Answers.refuse(
          response,
          callback,
          HttpStatus.METHOD_NOT_ALLOWED_405,
          "This server takes no such method.");
      return true;
    }
    if (needsToken(request) && callers.known(request, response, callback).isEmpty()) {
      return true;
    }
    return super.handle(request, response, callback);
  }

  /**
   * From other machines all but the page's own files and health; acting calls ask by themselves.
   */
  private static boolean needsToken(Request request) {
    String path = Request.getPathInContext(request);
    return RemoteDoor.isOf(request)
        && !request.getMethod().equals("POST")
        && (path.startsWith("/api/") || path.equals("/metrics"));
  }

  /** From other machines TLS has seen to it that the name is one of the certificate's. */
  private static boolean isOurHost(Request request) {
    if (RemoteDoor.isOf(request)) {
      return true;
    }
    String host = Request.getServerName(request);
    return host.equals("localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
