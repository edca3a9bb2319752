// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy itself, seen by the JDK's own client. */
class FaultProxyTest {

  private static final long SEED = 20261122;

  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    proxy =
        FaultProxy.before(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), SEED);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Echoes the body; {@code /refuse} as Rucio refuses; {@code /lines} in chunks. */
  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    exchange.getResponseHeaders().add("X-Path", exchange.getRequestURI().toString());
    if (path.startsWith("/refuse")) {
      exchange.getResponseHeaders().add("ExceptionClass", "AccessDenied");
      exchange.getResponseHeaders().add("ExceptionMessage", "Account x can not do that");
      body =
          "{\"ExceptionClass\": \"AccessDenied\", \"ExceptionMessage\": \"can not\"}"
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(401, body.length);
    } else {
      exchange.sendResponseHeaders(
          200, path.startsWith("/lines") ? 0 : body.length == 0 ? -1 : body.length);
    }
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.url().resolve(path))
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void passesRequestsAndAnswersAsTheyAre() throws Exception {
    String large = "x".repeat(300_000) + "é";

    assertThat(post("/a%2Fb?c=d", large).body()).isEqualTo(large);
    assertThat(post("/lines", large).body()).isEqualTo(large);
    assertThat(post("/a%2Fb?c=d", "").headers().firstValue("X-Path")).contains("/a%2Fb?c=d");
    assertThat(post("/refuse", "").statusCode()).isEqualTo(401);
    assertThat(proxy.struck()).isZero();
  }

  @Test
  void aResetBeforeNeverReachesTheServer() {
    proxy.give(Dose.of(new Toxic.ResetBefore()));

    assertThatThrownBy(() -> post("/", "x")).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void aLostAnswerReachesTheServerOnceAndTheClientNever() {
    proxy.give(Dose.of(new Toxic.LostAnswer()));

    assertThatThrownBy(() -> post("/", "x")).isInstanceOf(IOException.class);
    assertThat(asked).hasValue(1);
    assertThat(proxy.struck()).isEqualTo(1);
  }

  @Test
  void aCutAnswerFailsInTheMiddleOfItsBodyAndATruncatedOneEndsCleanly() throws Exception {
    proxy.give(Dose.of(new Toxic.Cut()).on("POST", "/cut"));
    proxy.give(Dose.of(new Toxic.Truncated()).on("POST", "/short"));

    assertThatThrownBy(() -> post("/cut", "0123456789")).isInstanceOf(IOException.class);
    assertThat(post("/short", "0123456789").body()).isEqualTo("01234");
  }

  @Test
  void answersOtherThanTheServersMayComeBeforeOrAfterItDidWhatWasAsked() throws Exception {
    proxy.give(Dose.of(Toxic.html(502)).on("POST", "/before"));
    proxy.give(Dose.of(Toxic.error(503, "DatabaseException").afterCommit()).on("POST", "/after"));
    proxy.give(Dose.of(Toxic.busy(7)).on("POST", "/busy"));

    HttpResponse<String> before = post("/before", "x");
    assertThat(before.statusCode()).isEqualTo(502);
    assertThat(before.body()).startsWith("<!doctype html>");
    assertThat(asked).hasValue(0);

    HttpResponse<String> after = post("/after", "x");
    assertThat(after.statusCode()).isEqualTo(503);
    assertThat(after.headers().firstValue("ExceptionClass")).contains("DatabaseException");
    assertThat(asked).hasValue(1);

    HttpResponse<String> busy = post("/busy", "x");
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void latencyAndASlowBodyComeLateButWhole() throws Exception {
    proxy.give(Dose.of(new Toxic.Latency(Duration.ofMillis(150))).on("POST", "/late"));
    proxy.give(Dose.of(new Toxic.SlowBody(5, Duration.ofMillis(40))).on("POST", "/slow"));

    long began = System.nanoTime();
    assertThat(post("/late", "0123456789").body()).isEqualTo("0123456789");
    assertThat(post("/slow", "0123456789").body()).isEqualTo("0123456789");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(340));
  }

  @Test
  void aBlackholeHoldsWhateverIsAskedUntilItIsCleared() {
    proxy.give(Dose.of(new Toxic.Blackhole()));
    HttpRequest request =
        HttpRequest.newBuilder(proxy.url())
            .timeout(Duration.ofMillis(200))
            .POST(BodyPublishers.ofString("x"))
            .build();
    assertThatThrownBy(() -> http.send(request, BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);

    CompletableFuture<HttpResponse<String>> held =
        http.sendAsync(
            HttpRequest.newBuilder(proxy.url()).POST(BodyPublishers.ofString("y")).build(),
            BodyHandlers.ofString());
    assertThat(held).isNotDone();
    awaitStruck(2);
    proxy.clear();

    assertThat(held).failsWithin(10, TimeUnit.SECONDS);
    assertThat(asked).hasValue(0);
  }

  private void awaitStruck(int times) {
    org.awaitility.Awaitility.await().until(() -> proxy.struck() >= times);
  }

  @Test
  void otherWordsLeaveStatusAndClassOfARefusalAndNothingOfItsTexts() throws Exception {
    proxy.give(Dose.of(new Toxic.OtherWords()));

    HttpResponse<String> refusal = post("/refuse", "");

    assertThat(refusal.statusCode()).isEqualTo(401);
    assertThat(refusal.headers().firstValue("ExceptionClass")).contains("AccessDenied");
    assertThat(refusal.headers().firstValue("ExceptionMessage").orElseThrow())
        .doesNotContain("can not");
    assertThat(refusal.body()).contains("\"AccessDenied\"").doesNotContain("can not");
    assertThat(post("/", "fine").body()).isEqualTo("fine");
  }

  @Test
  void strikesByOperationByNumberAndNoMoreThanSoOften() throws Exception {
    proxy.give(Dose.of(Toxic.html(502)).on("POST", "/a").each(3).times(2));

    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      statuses.add(post("/a", "x").statusCode());
      assertThat(post("/b", "x").statusCode()).isEqualTo(200);
    }

    assertThat(statuses).containsExactly(200, 200, 502, 200, 200, 502, 200, 200, 200, 200);
  }

  @Test
  void aShareStrikesBySeed() throws Exception {
    List<Integer> first = statusesOfAShare();
    List<Integer> again = statusesOfAShare();

    assertThat(again).isEqualTo(first);
    assertThat(first).contains(200).contains(502);
  }

  private List<Integer> statusesOfAShare() throws IOException, InterruptedException {
    URI target = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    List<Integer> statuses = new ArrayList<>();
    try (FaultProxy other = FaultProxy.before(target, SEED)) {
      other.give(Dose.of(Toxic.html(502)).share(0.3));
      for (int i = 0; i < 25; i++) {
        HttpRequest request =
            HttpRequest.newBuilder(other.url()).POST(BodyPublishers.ofString("x")).build();
        statuses.add(http.send(request, BodyHandlers.ofString()).statusCode());
      }
    }
    return statuses;
  }

  @Test
  void aServerThatIsAwayLooksLikeAConnectionThatEnds() {
    server.stop(0);

    assertThatThrownBy(() -> post("/", "x")).isInstanceOf(IOException.class);
  }
}
