// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ingestd.daemon.SiteWithCatalogue;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The daemon's own listener: slow, greedy and curious clients get nothing and hinder nobody. */
final class HttpDoorsTest extends SiteWithCatalogue {

  private Daemon daemon;

  @BeforeEach
  void startDaemon() throws Exception {
    site.file("it's \"a\" file.fits", "x");
    daemon =
        Daemon.start(Configuration.read(site.config()), Clock.systemUTC(), new SilentListener());
  }

  @AfterEach
  void stopDaemon() {
    daemon.close();
  }

  private Socket socket() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), daemon.page().getPort());
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
            BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(daemon.page().resolve(path));
  }

  @Test
  void listensOnLoopbackOnlyUnlessTold() {
    assertThat(daemon.page().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void twoHundredClientsThatNeverEndTheirRequestHinderNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket socket = socket();
        socket.getOutputStream().write("GET /api/status HTTP/1.1\r\nHost: loc".getBytes(US_ASCII));
        slow.add(socket);
      }

      assertThat(get("/health/live").statusCode()).isEqualTo(200);
      assertThat(get("/api/status").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aHeadWithoutEndIsCutOff() throws Exception {
    try (Socket socket = socket()) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(US_ASCII));
      byte[] field = ("X-Much: " + "m".repeat(8000) + "\r\n").getBytes(US_ASCII);
      String answer = "";
      try {
        for (int i = 0; i < 1000; i++) {
          socket.getOutputStream().write(field);
        }
      } catch (IOException closedByServer) {
        answer = "closed";
      }
      InputStream in = socket.getInputStream();
      try {
        answer += new String(in.readNBytes(12), US_ASCII);
      } catch (IOException reset) {
        answer += "reset";
      }
      assertThat(answer).matches("(closed)?(HTTP/1.1 431|reset)?").isNotEmpty();
    }
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aLargeBodyIsNotRead() throws Exception {
    try (Socket socket = socket()) {
      socket.setSoTimeout(10_000);
      String head =
          "POST /api/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(US_ASCII));

      String answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);

      assertThat(answer).matches("HTTP/1.1 4\\d\\d");
    }
  }

  @Test
  void pathsThatLeadOutsideLeadNowhere() throws Exception {
    for (String path :
        List.of(
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/page/..%5c..%5cingestd.yaml",
            "//etc/passwd",
            "/api/files/..%2f..%2fingestd.yaml",
            "/api/files/1%20OR%201=1",
            "/api/files/-1",
            "/api/files/99999999999999999999",
            "/%00page.js",
            "/page.js%00.html")) {
      HttpResponse<String> answer =
          get(URI.create(daemon.page().toString().replaceFirst("/$", "") + path));

      assertThat(answer.statusCode()).as(path).isBetween(400, 404);
      assertThat(answer.body()).as(path).doesNotContain("root:", "password", "<script");
    }
  }

  @Test
  void quotesInFiltersAreLookedForAndNothingElse() throws Exception {
    for (String filter :
        List.of("q=' OR 1=1 --", "q=%", "source=camera' --", "q=\";DROP TABLE files;")) {
      String query =
          filter
              .replace("%", "%25")
              .replace(" ", "%20")
              .replace("'", "%27")
              .replace("\"", "%22")
              .replace(";", "%3B");

      HttpResponse<String> answer = get("/api/files?" + query);

      assertThat(answer.statusCode()).as(filter).isIn(200, 400);
      if (answer.statusCode() == 200) {
        assertThat(answer.body()).as(filter).contains("\"files\":[]");
      }
    }
    assertThat(get("/api/status").statusCode()).isEqualTo(200);
  }
}
