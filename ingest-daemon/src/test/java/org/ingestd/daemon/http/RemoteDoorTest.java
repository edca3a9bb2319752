// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.ingestd.daemon.Documents;
import org.ingestd.daemon.acting.ApiToken;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.ServedCertificate;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.telling.Ticking;
import org.ingestd.journal.HistoryLine;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.registration.credential.ClientCertificate;
import org.ingestd.registration.signin.OperatorTokens;
import org.ingestd.registration.tls.TlsContexts;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.issuer.TestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other machines may see and do, and with what. */
final class RemoteDoorTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Path CERTIFICATES = Documents.TOP.resolve("test-data/certificates");
  private static final String GOOD = "{\"reason\":\"run is bad\",\"who\":\"somebody else\"}";

  @TempDir private Path folder;
  private final TestIssuer issuer = TestIssuer.start(CLOCK);
  private final Journal journal = Samples.journal(LifeCycleListener.NONE);
  private final TlsContexts tls =
      new TlsContexts(Optional.of(CERTIFICATES.resolve("site.pem")), CLOCK);
  private final Ticking ticking = new Ticking();
  private ApiToken token;
  private HttpFace face;
  private long id;

  @BeforeEach
  void start() throws Exception {
    token = ApiToken.readOrMake(folder);
    face =
        ActingFace.start(
            folder,
            journal,
            Optional.of(new RemoteDoor(ActingFace.ANY_PORT, certificate(), Optional.of(tokens()))),
            ticking);
    id = Samples.sight(journal, "a.fits").get(0).id();
  }

  @AfterEach
  void stop() {
    face.close();
    issuer.close();
  }

  private ServedCertificate certificate() throws Exception {
    Path key =
        Files.copy(
            CERTIFICATES.resolve("server.key"),
            folder.resolve("server.key"),
            StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    return ServedCertificate.read(
        new ClientCertificate.Place.Pair(CERTIFICATES.resolve("server.pem"), key),
        CLOCK,
        new SilentListener());
  }

  private OperatorTokens tokens() {
    return new OperatorTokens(
        new OperatorTokens.Wanted(
            issuer.url(), "ingestd", Optional.of("/lst/operators"), Optional.empty()),
        tls,
        CLOCK,
        CLOCK);
  }

  private String bearer(String subject, String group) {
    return "Bearer "
        + issuer.token(subject, "ingestd", "openid", Map.of("wlcg.groups", List.of(group)));
  }

  private HttpRequest.Builder request(String path) {
    int port = face.remotePort().orElseThrow();
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(tls.anonymous())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private int look(String path, String authorization) throws Exception {
    return send(request(path).header("Authorization", authorization)).statusCode();
  }

  private HttpResponse<String> hold(String authorization) throws Exception {
    return send(
        request("/api/files/" + id + "/hold")
            .header("Authorization", authorization)
            .POST(BodyPublishers.ofString(GOOD)));
  }

  private FileState stateNow() {
    return journal.file(id).orElseThrow().state();
  }

  @Test
  void withoutATokenThereIsOnlyThePageItself() throws Exception {
    for (String path : List.of("/", "/page.js", "/health/live")) {
      assertThat(send(request(path)).statusCode()).as(path).isEqualTo(200);
    }
    for (String path :
        List.of("/api/status", "/api/files", "/api/events", "/api/config", "/metrics")) {
      HttpResponse<String> answer = send(request(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.body()).as(path).doesNotContain("a.fits", "verdict");
    }
    assertThat(
            send(request("/api/files/" + id + "/hold").POST(BodyPublishers.ofString(GOOD)))
                .statusCode())
        .isEqualTo(401);
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  @Test
  void onThisMachineNothingHasChanged() throws Exception {
    assertThat(send(HttpRequest.newBuilder(face.url().resolve("/api/status"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoIsNotInTheGroupMayLookAndNotAct() throws Exception {
    String visitor = bearer("eve", "/lst");

    assertThat(look("/api/status", visitor)).isEqualTo(200);
    assertThat(look("/metrics", visitor)).isEqualTo(200);
    HttpResponse<String> answer = hold(visitor);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("group or scope");
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  @Test
  void anOperatorActsUnderTheNameThatTheIssuerKnows() throws Exception {
    assertThat(hold(bearer("alice", "/lst/operators")).statusCode()).isEqualTo(200);

    List<HistoryLine> history = journal.history(id);
    assertThat(history.get(history.size() - 1).reason()).isEqualTo("held by alice: run is bad");
  }

  @Test
  void theContentOfApiTokenIsTakenFromElsewhereToo() throws Exception {
    assertThat(look("/api/status", token.header())).isEqualTo(200);
    assertThat(hold(token.header()).statusCode()).isEqualTo(200);
  }

  @Test
  void tokensForOthersOfOthersOrOutOfTimeAreRefused() throws Exception {
    String forRucio = "Bearer " + issuer.token("alice", "rucio", "openid");
    assertThat(look("/api/status", forRucio)).isEqualTo(401);
    assertThat(
            look(
                "/api/status",
                "Bearer " + issuer.token("alice", "https://wlcg.cern.ch/jwt/v1/any", "openid")))
        .isEqualTo(401);
    assertThat(look("/api/status", "Bearer x.y.z")).isEqualTo(401);
    assertThat(look("/api/status", "Basic YTpi")).isEqualTo(401);
    ticking.tick(Duration.ofMinutes(1));
    issuer.setLifetime(Duration.ofMinutes(-5));
    assertThat(look("/api/status", bearer("alice", "/lst/operators"))).isEqualTo(401);
    issuer.setLifetime(Duration.ofHours(1));
    try (TestIssuer other = TestIssuer.start(CLOCK)) {
      other.rotate(false);
      String forged =
          other.token(
              "alice",
              "ingestd",
              "openid",
              Map.of("iss", issuer.url().toString(), "wlcg.groups", List.of("/lst/operators")));
      assertThat(look("/api/status", "Bearer " + forged)).isEqualTo(401);
    }
  }

  @Test
  void whoGuessesFromElsewhereWaitsWhateverHeShowsThen() throws Exception {
    guessFiveTimes();

    HttpResponse<String> sixth = send(request("/api/status").header("Authorization", "Bearer 6"));

    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.headers().firstValue("Retry-After")).contains("60");
    assertThat(sixth.body()).contains("try again in 60 s").doesNotContain("verdict");
    assertThat(look("/api/status", token.header())).isEqualTo(429);
    assertThat(hold(bearer("alice", "/lst/operators")).statusCode()).isEqualTo(429);
    assertThat(send(request("/")).statusCode()).isEqualTo(200);
    assertThat(send(request("/api/status")).statusCode()).isEqualTo(401);
    ticking.tick(Duration.ofMinutes(1));
    assertThat(look("/api/status", token.header())).isEqualTo(200);
    assertThat(hold(bearer("alice", "/lst/operators")).statusCode()).isEqualTo(200);
  }

  private void guessFiveTimes() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(look("/api/status", "Bearer guess" + i)).isEqualTo(401);
    }
  }

  @Test
  void whoGuessesDoesNotLockOutOthersFromOtherAddresses() throws Exception {
    guessFiveTimes();

    assertThat(rawGet("localhost", "127.0.0.2", token.header())).startsWith("HTTP/1.1 200");
    assertThat(rawGet("localhost", "127.0.0.1", token.header())).startsWith("HTTP/1.1 429");
  }

  @Test
  void aTokenThatCannotBeCheckedWhileTheIssuerIsAwayIsNoGuess() throws Exception {
    String right = bearer("alice", "/lst/operators");
    issuer.close();

    for (int i = 0; i < 10; i++) {
      assertThat(look("/api/status", right)).isEqualTo(401);
    }
    assertThat(look("/api/status", token.header())).isEqualTo(200);
  }

  @Test
  void aPageOfAnotherOriginMayNotActWhateverItShows() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/files/" + id + "/hold")
                .header("Authorization", bearer("alice", "/lst/operators"))
                .header("Origin", "https://evil.example.org")
                .POST(BodyPublishers.ofString(GOOD)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(stateNow()).isEqualTo(FileState.SIGHTED);
  }

  @Test
  void aNameThatIsNotInTheCertificateReachesNothing() throws Exception {
    assertThat(rawGet("localhost", "127.0.0.1", "Bearer x")).startsWith("HTTP/1.1 401");
    assertThat(rawGet("evil.example.org", "127.0.0.1", "Bearer x")).startsWith("HTTP/1.1 400");
  }

  /**
   * @param from one of this machine's addresses
   */
  private String rawGet(String host, String from, String authorization) throws IOException {
    int port = face.remotePort().orElseThrow();
    try (SSLSocket socket =
        (SSLSocket)
            tls.anonymous()
                .getSocketFactory()
                .createSocket("localhost", port, InetAddress.getByName(from), 0)) {
      String request =
          "GET /api/status HTTP/1.1\r\nHost: "
              + host
              + ":"
              + port
              + "\r\nAuthorization: "
              + authorization
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void plainHttpIsNotSpokenThere() {
    URI plain = URI.create("http://127.0.0.1:" + face.remotePort().orElseThrow() + "/api/status");

    assertThatThrownBy(() -> send(HttpRequest.newBuilder(plain))).isInstanceOf(IOException.class);
  }
}
