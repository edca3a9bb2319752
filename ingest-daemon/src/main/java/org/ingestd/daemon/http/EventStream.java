// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.ingestd.daemon.http.door.Answers;
import org.ingestd.daemon.telling.Event;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.view.Json;

/**
 * {@code /api/events}: server-sent events. What is kept is sent at once, then what happens, at most
 * twice a second; a comment line every few seconds tells a dead connection. A watcher that comes
 * back sends {@code Last-Event-ID} and misses nothing that is still kept.
 */
final class EventStream {

  /** More watchers than this are turned away; each one holds a thread. */
  private static final int WATCHERS = 12;

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration COALESCE = Duration.ofMillis(500);

  private final EventRing ring;
  private final Semaphore places = new Semaphore(WATCHERS);

  EventStream(EventRing ring) {
    this.ring = ring;
  }

  void stream(Request request, Response response, Callback callback) {
    if (!places.tryAcquire()) {
      Answers.refuse(response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "Too many watchers.");
      return;
    }
    try {
      response.setStatus(HttpStatus.OK_200);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
      send(response, lastSeen(request));
      callback.succeeded();
    } catch (IOException watcherIsGone) {
      callback.failed(watcherIsGone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      callback.failed(stopping);
    } finally {
      places.release();
    }
  }

  private void send(Response response, long seen) throws IOException, InterruptedException {
    long last = seen;
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      out.write(": ingestd\n\n".getBytes(UTF_8));
      out.flush();
      while (response.getRequest().getConnectionMetaData().getConnection().getEndPoint().isOpen()) {
        List<Event> events = ring.await(last, HEARTBEAT);
        out.write(text(events).getBytes(UTF_8));
        out.flush();
        if (!events.isEmpty()) {
          last = events.get(events.size() - 1).number();
          TimeUnit.NANOSECONDS.sleep(COALESCE.toNanos());
        }
      }
    }
  }

  private static String text(List<Event> events) {
    if (events.isEmpty()) {
      return ": still here\n\n";
    }
    StringBuilder text = new StringBuilder();
    for (Event event : events) {
      text.append("id: ")
          .append(event.number())
          .append("\ndata: ")
          .append(Json.line(event))
          .append("\n\n");
    }
    return text.toString();
  }

  private static long lastSeen(Request request) {
    String id = request.getHeaders().get("Last-Event-ID");
    return id != null && id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
  }
}
