// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

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
final class Doorkeeper extends Handler.Wrapper {

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  Doorkeeper(Handler inside) {
    super(inside);
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
    return super.handle(request, response, callback);
  }

  private static boolean isOurHost(Request request) {
    String host = Request.getServerName(request);
    return host.equals("localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]")
        || host.equals("::1");
  }
}
