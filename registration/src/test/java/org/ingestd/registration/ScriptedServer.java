// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers what a test tells it, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

  /** What was asked. */
  record Asked(String method, String path, String body, String token) {}

  /** How an answer ends. */
  enum Ending {
    WHOLE,
    /** The connection is closed before any answer. */
    NO_ANSWER,
    /** The connection is closed in the middle of the promised body. */
    BROKEN_OFF
  }

  /** What is answered. */
  record Reply(int status, Map<String, String> headers, String body, Ending ending) {

    static Reply created() {
      return new Reply(201, Map.of("Content-Type", "text/html"), "Created", Ending.WHOLE);
    }

    static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body, Ending.WHOLE);
    }

    static Reply lines(String... lines) {
      String body = String.join("\n", lines) + (lines.length == 0 ? "" : "\n");
      return new Reply(
          200, Map.of("Content-Type", "application/x-json-stream"), body, Ending.WHOLE);
    }

    static Reply page(int status) {
      return new Reply(
          status, Map.of("Content-Type", "text/html"), "<html>Please wait</html>", Ending.WHOLE);
    }

    static Reply error(int status, String exceptionClass) {
      String body =
          "{\"ExceptionClass\": \"%s\", \"ExceptionMessage\": \"said %s\"}"
              .formatted(exceptionClass, exceptionClass);
      return new Reply(
          status,
          Map.of("Content-Type", "application/octet-stream", "ExceptionClass", exceptionClass),
          body,
          Ending.WHOLE);
    }

    static Reply none() {
      return new Reply(0, Map.of(), "", Ending.NO_ANSWER);
    }

    Reply brokenOff() {
      return new Reply(status, headers, body, Ending.BROKEN_OFF);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Reply> script = any -> Reply.page(404);
  private volatile Function<Asked, Reply> signIn = any -> token("token", Duration.ofHours(1));

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** For every call but sign-ins. */
  void answers(Function<Asked, Reply> replies) {
    script = replies;
  }

  void signsIn(Function<Asked, Reply> replies) {
    signIn = replies;
  }

  /** A sign-in that gives this token for so long, by the server's own clock. */
  static Reply token(String text, Duration life) {
    Instant expires = Instant.now().plus(life);
    String date =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC)
            .format(expires);
    return new Reply(
        200,
        Map.of("X-Rucio-Auth-Token", text, "X-Rucio-Auth-Token-Expires", date),
        "",
        Ending.WHOLE);
  }

  /** The calls so far whose path begins so. */
  List<Asked> asked(String path) {
    return asked.stream().filter(call -> call.path().startsWith(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst("X-Rucio-Auth-Token");
    String path = exchange.getRequestURI().toString();
    Asked call = new Asked(exchange.getRequestMethod(), path, body, token == null ? "" : token);
    asked.add(call);
    try {
      reply(exchange, path.startsWith("/auth/") ? signIn.apply(call) : script.apply(call));
    } finally {
      exchange.close();
    }
  }

  private static void reply(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.ending() == Ending.NO_ANSWER) {
      return;
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::add);
    long length = body.length == 0 ? -1 : body.length;
    exchange.sendResponseHeaders(
        reply.status(), reply.ending() == Ending.BROKEN_OFF ? body.length + 100 : length);
    if (body.length > 0) {
      write(exchange.getResponseBody(), body);
    }
  }

  private static void write(OutputStream out, byte[] body) {
    try {
      out.write(body);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
