// SPDX-License-Identifier: Apache-2.0
package org.ingestd.registration.rest;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.ingestd.registration.tls.TlsContexts;
import org.ingestd.registration.tls.TlsWords;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange at a time and thread, over connections that are kept. Thread-safe. */
public final class Transport {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Is told of each exchange, before and after it. */
  public interface Watch {
    void calling(String operation);

    void answered(String operation, int status, String exceptionClass, Duration took);
  }

  private final ServerAddress server;
  private final HttpClient client;
  private final Watch watch;

  /**
   * @param threads run the client's own work; must be daemons
   */
  public Transport(ServerAddress server, SSLContext tls, Executor threads, Watch watch) {
    this.server = server;
    this.watch = watch;
    this.client = client(tls, threads);
  }

  /** A client as all of ours are: no redirects, TLS 1.2 or newer, host names checked. */
  public static HttpClient client(SSLContext tls, Executor threads) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .sslContext(tls)
        .sslParameters(TlsContexts.protocols())
        .executor(threads)
        .build();
  }

  /**
   * One call and its answer, without repeats.
   *
   * @param token null for calls without one
   */
  public <T> T exchange(Request request, @Nullable String token, Reader<T> reader) throws Failure {
    long began = System.nanoTime();
    int status = 0;
    String exceptionClass = "";
    try {
      watch.calling(request.operation());
      HttpResponse<InputStream> response = send(request, token);
      status = response.statusCode();
      return read(request, response, reader);
    } catch (Failure failure) {
      exceptionClass = failure.exceptionClass();
      throw failure;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      watch.answered(request.operation(), status, exceptionClass, took);
    }
  }

  /** For answers that consist of header fields. */
  public HttpHeaders headers(Request request) throws Failure {
    return exchange(
        request,
        null,
        (headers, body) -> {
          body.readAllBytes();
          return headers;
        });
  }

  private HttpResponse<InputStream> send(Request request, @Nullable String token) throws Failure {
    HttpRequest http = http(request, token);
    try {
      return client.send(http, BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      throw Failure.without(
          Failure.Nature.NOT_SENT,
          "No connection to Rucio at " + server + ": " + TlsWords.of(e),
          e);
    } catch (IOException e) {
      throw Failure.without(
          Failure.Nature.LOST, request + ": no answer from Rucio at " + server + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.without(Failure.Nature.HELD, request + " was interrupted", e);
    }
  }

  private HttpRequest http(Request request, @Nullable String token) throws Failure {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(server + request.path()))
            .timeout(request.manner().timeout())
            .header("Accept", "*/*")
            .header("User-Agent", "ingestd");
    if (request.body().length > 0) {
      builder.header("Content-Type", "application/json");
      builder.method(request.method(), BodyPublishers.ofByteArray(request.body()));
    } else {
      builder.method(request.method(), BodyPublishers.noBody());
    }
    try {
      request.head().fields().forEach(builder::header);
      if (token != null) {
        builder.header("X-Rucio-Auth-Token", token);
      }
    } catch (IllegalArgumentException e) {
      // Its message quotes the value, which may be a secret: neither it nor the cause goes on.
      throw Failure.signIn(0, "", "A name, account or token cannot be sent in an HTTP header");
    }
    return builder.build();
  }

  private static <T> T read(Request request, HttpResponse<InputStream> response, Reader<T> reader)
      throws Failure {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (InputStream body = response.body()) {
      CompletableFuture<Void> unusedWatchdog =
          end.orTimeout(request.manner().timeout().toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((done, late) -> closeIfLate(body, late));
      if (response.statusCode() != request.manner().expects()) {
        throw ErrorAnswer.of(request, response);
      }
      T value = reader.read(response.headers(), body);
      if (!end.complete(null)) {
        throw new IOException("the answer did not end in time");
      }
      return value;
    } catch (IOException | Json.Unexpected e) {
      String message = request + ": an answer that cannot be used: " + firstLine(e);
      throw Failure.broken(response.statusCode(), message, e);
    } finally {
      end.complete(null);
    }
  }

  /** Wakes the thread that reads a body which never ends. */
  private static void closeIfLate(InputStream body, @Nullable Throwable late) {
    if (late == null) {
      return;
    }
    try {
      body.close();
    } catch (IOException closedAlready) {
      late.addSuppressed(closedAlready);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
