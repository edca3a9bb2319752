// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.view.Json;

/** Writes whole answers. */
public final class Answers {

  public static final String JSON = "application/json";

  private Answers() {}

  public static void json(Response response, Callback callback, int status, Object view) {
    text(response, callback, status, JSON, Json.line(view));
  }

  /** A refusal as JSON with one field, {@code error}. */
  public static void refuse(Response response, Callback callback, int status, String why) {
    json(response, callback, status, Map.of("error", why));
  }

  public static void text(
      Response response, Callback callback, int status, String type, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
