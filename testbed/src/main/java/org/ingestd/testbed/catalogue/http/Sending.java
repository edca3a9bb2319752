// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.testbed.catalogue.exchange.Reply;

/** Sends one reply, whole or broken. */
final class Sending {

  private final Request request;
  private final Response response;
  private final Callback callback;

  Sending(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  void send(Reply reply) throws IOException {
    // The first piece is made before the status is sent, so that its errors get a status.
    byte[] piece = reply.body().next();
    head(reply);
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      while (piece.length > 0) {
        out.write(piece);
        piece = reply.body().next();
      }
    }
    callback.succeeded();
  }

  /**
   * Sends the first half of the body's first piece.
   *
   * @param cut whether the connection breaks there; otherwise the body ends as if it were whole
   */
  void sendHalf(Reply reply, boolean cut) throws IOException {
    byte[] piece = reply.body().next();
    byte[] half = Arrays.copyOf(piece, cut ? piece.length / 2 : wholeLines(piece));
    head(reply);
    if (!cut) {
      response.getHeaders().remove("Content-Length");
    }
    OutputStream out = Content.Sink.asOutputStream(response);
    out.write(half);
    out.flush();
    if (cut) {
      cut();
    } else {
      out.close();
      callback.succeeded();
    }
  }

  /** Where the first half of the lines ends. */
  private static int wholeLines(byte[] piece) {
    int lines = 0;
    for (byte b : piece) {
      lines += b == '\n' ? 1 : 0;
    }
    int end = 0;
    for (int kept = 0; kept < lines / 2; end++) {
      kept += piece[end] == '\n' ? 1 : 0;
    }
    return end;
  }

  private void head(Reply reply) {
    response.setStatus(reply.status());
    reply.headers().forEach(response.getHeaders()::put);
  }

  /** Breaks the connection without another byte. */
  void cut() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(new IOException("The connection is cut on demand"));
  }

  void fail(Throwable cause) {
    callback.failed(cause);
  }
}
