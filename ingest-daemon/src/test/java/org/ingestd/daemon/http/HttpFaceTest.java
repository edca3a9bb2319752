// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ingestd.daemon.http.door.WrongTokens;
import org.ingestd.daemon.telling.EventRing;
import org.ingestd.daemon.telling.Samples;
import org.ingestd.daemon.view.StatusView;
import org.ingestd.journal.Journal;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.LifeCycleListener;
import org.ingestd.journal.life.ProblemCode;
import org.ingestd.journal.replay.ReplayRequest;
import org.ingestd.journal.replay.ReplayState;
import org.ingestd.routes.contract.SilentListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFaceTest {

  private final Journal journal = Samples.journal(LifeCycleListener.NONE);
  private final EventRing events = new EventRing(10, Samples.CLOCK);
  private HealthView health = new HealthView(true, List.of(), List.of());
  private HttpFace face;
  @TempDir private Path state;

  @BeforeEach
  void start() throws IOException {
    Showing showing =
        new Showing(
            this::status,
            journal,
            () -> health,
            accept -> new MetricsText(MetricsText.typeFor(accept), "ingestd_up 1\n"),
            events,
            ActingFace.door(state, journal));
    face =
        HttpFace.start(
            ActingFace.ANY_PORT,
            Optional.empty(),
            showing,
            Samples.NO_INSIGHT,
            new WrongTokens(Samples.CLOCK, new SilentListener()));
  }

  @AfterEach
  void stop() {
    face.close();
  }

  private StatusView status() {
    StatusView.About about = new StatusView.About("test", "1", true);
    return StatusView.of(about, journal.census(), Optional.empty(), List.of(), null, Samples.NOW);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(face.url().resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    return new ObjectMapper().readTree(get(path).body());
  }

  @Test
  void statusIsTheSameObjectAsOnTheCommandLine() throws Exception {
    Samples.sight(journal, "a.fits");

    JsonNode status = json("/api/status");

    assertThat(status.at("/files/SIGHTED/count").asInt()).isEqualTo(1);
    assertThat(status.at("/unsafe/bytes").asInt()).isEqualTo(100);
    assertThat(status.get("verdict").asText()).contains("1 file is on its way");
  }

  @Test
  void statusShowsReplaysUntilTheyHaveEnded() throws Exception {
    assertThat(json("/api/status").has("replays")).isFalse();
    long id =
        journal
            .replays()
            .begin(new ReplayRequest("lst1", null, null, "R0/**", 0), "otto", Optional.empty())
            .replay()
            .id();
    journal.replays().counted(id, 60_000);

    JsonNode running = json("/api/status").at("/replays/0");
    assertThat(running.get("id").asLong()).isEqualTo(id);
    assertThat(running.get("state").asText()).isEqualTo("running");
    assertThat(running.get("source").asText()).isEqualTo("lst1");
    assertThat(running.get("total").asLong()).isEqualTo(60_000);

    var unused = journal.replays().turn(id, ReplayState.CANCELLED);
    assertThat(json("/api/status").has("replays")).isFalse();
  }

  @Test
  void filesComeInPagesThatFollowEachOther() throws Exception {
    Samples.sight(journal, "a.fits", "b.fits", "c.fits");

    JsonNode first = json("/api/files?limit=2");
    JsonNode second = json("/api/files?limit=2&after=" + first.get("after").asLong());

    assertThat(first.get("files")).hasSize(2);
    assertThat(second.get("files")).hasSize(1);
    assertThat(second.has("after")).isFalse();
  }

  @Test
  void filesAreFoundByStateAndByText() throws Exception {
    var files = Samples.sight(journal, "a.fits", "b.fits");
    Samples.quarantine(journal, files.get(0), ProblemCode.EMPTY);

    assertThat(json("/api/files?state=QUARANTINED").at("/files/0/problem").asText())
        .isEqualTo("EMPTY");
    assertThat(json("/api/files?q=b.f").get("files")).hasSize(1);
    assertThat(json("/api/files/" + files.get(0).id()).get("history")).hasSize(2);
  }

  @Test
  void allFilesOfAFilterComeAsCsvHoweverManySlicesTheyAre() throws Exception {
    Samples.sight(
        journal, IntStream.range(0, 2_500).mapToObj(i -> i + ".fits").toArray(String[]::new));

    HttpResponse<String> all = get("/api/files.csv");

    assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(all.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"ingestd-files.csv\"");
    assertThat(all.body().lines()).hasSize(2_501);
    assertThat(get("/api/files.csv?q=77.fits").body().lines()).hasSize(26);
    assertThat(get("/api/files.csv?q=nowhere").body())
        .startsWith("id,source,path,")
        .hasLineCount(1);
    assertThat(get("/api/files.csv?state=LOST").statusCode()).isEqualTo(400);
    assertThat(get("/api/files.csv?night=20260121").statusCode()).isEqualTo(400);
  }

  @Test
  void nonsenseIsRefusedWithAWord() throws Exception {
    assertThat(get("/api/files?limit=many").statusCode()).isEqualTo(400);
    assertThat(get("/api/files?state=LOST").statusCode()).isEqualTo(400);
    assertThat(get("/api/files/..%2F..%2Fetc%2Fpasswd").statusCode()).isIn(400, 404);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void readinessFollowsHealthAndLivenessDoesNot() throws Exception {
    health = new HealthView(false, List.of("rucio: no answer"), List.of());

    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(json("/health/ready").at("/degraded/0").asText()).isEqualTo("rucio: no answer");
  }

  @Test
  void everyAnswerForbidsForeignAssetsAndFrames() throws Exception {
    for (String path : List.of("/", "/page.js", "/page.css", "/icon.svg", "/api/status", "/x")) {
      assertThat(get(path).headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'self'", "frame-ancestors 'none'");
    }
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws Exception {
    List<String> read = new ArrayList<>(List.of("/page.css", "/uplot.css"));
    List<String> unread = new ArrayList<>(List.of("/", "/page.js"));
    while (!unread.isEmpty()) {
      String path = unread.remove(0);
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body())
          .as(path)
          .doesNotContain("src=\"http", "href=\"http", "import(\"http");
      read.add(path);
      imports(answer.body()).filter(each -> !read.contains(each)).forEach(unread::add);
    }
    assertThat(read).contains("/dom.js", "/overview.js", "/uplot.js");
    assertThat(get("/uplot-LICENSE").body()).contains("MIT License");
  }

  private static Stream<String> imports(String script) {
    return Pattern.compile("from '\\.(/[a-z]+\\.js)'")
        .matcher(script)
        .results()
        .map(m -> m.group(1));
  }

  @Test
  void filesAreFoundByProblemTheNewestFirst() throws Exception {
    var files = Samples.sight(journal, "a.fits", "b.fits", "c.fits");
    Samples.quarantine(journal, files.get(0), ProblemCode.EMPTY);
    Samples.quarantine(journal, files.get(1), ProblemCode.EMPTY);

    JsonNode found = json("/api/files?problem=empty&order=newest&limit=1");

    assertThat(found.at("/files/0/id").asLong())
        .isEqualTo(Math.max(files.get(0).id(), files.get(1).id()));
    assertThat(json("/api/files?problem=empty&limit=9").get("files")).hasSize(2);
    assertThat(get("/api/files?problem=NONE").statusCode()).isEqualTo(400);
    assertThat(get("/api/files?night=20260121").statusCode()).isEqualTo(400);
    assertThat(json("/api/files?source=lst1&night=20260121").get("files")).isEmpty();
  }

  @Test
  void problemsComeInGroupsWithWhatToDo() throws Exception {
    var files = Samples.sight(journal, "a.fits", "b.fits");
    Samples.quarantine(journal, files.get(0), ProblemCode.EMPTY);

    JsonNode group = json("/api/problems").at("/problems/0");

    assertThat(group.get("problem").asText()).isEqualTo("EMPTY");
    assertThat(group.get("kind").asText()).isEqualTo("person");
    assertThat(group.get("count").asInt()).isEqualTo(1);
    assertThat(group.get("hint").asText()).isEqualTo(ProblemCode.EMPTY.hint());
    assertThat(group.get("since").asText()).isEqualTo("2026-01-21T23:00:00Z");
    assertThat(group.at("/files/0/id").asLong()).isEqualTo(files.get(0).id());
  }

  @Test
  void whatWasKeptForChartsIsShownBySpan() throws Exception {
    Samples.sight(journal, "a.fits");
    journal.keepSample(Samples.NOW);

    JsonNode hour = json("/api/samples");

    assertThat(hour.get("step").asInt()).isEqualTo(60);
    assertThat(hour.at("/samples/0/files/SIGHTED").asInt()).isEqualTo(1);
    assertThat(hour.at("/samples/0/bytes/SIGHTED").asInt()).isEqualTo(100);
    assertThat(json("/api/samples?span=week").get("step").asInt()).isEqualTo(1800);
    assertThat(get("/api/samples?span=year").statusCode()).isEqualTo(400);
  }

  @Test
  void rulesNightsConfigurationAndDoctorAnswerBeforeThereIsAnything() throws Exception {
    assertThat(json("/api/rules").get("rules")).isEmpty();
    assertThat(json("/api/nights").get("nights")).isEmpty();
    assertThat(json("/api/acts").get("acts")).isEmpty();
    assertThat(json("/api/config").get("values")).isEmpty();
    assertThat(json("/api/doctor").get("findings")).isEmpty();
  }

  @Test
  void thePageSaysEachStatesMeaningWordForWord() throws Exception {
    String page = get("/dom.js").body();

    assertThat(FileState.values()).allSatisfy(state -> assertThat(page).contains(state.meaning()));
  }

  @Test
  void metricsComeAsPrometheusTextOrAsOpenMetricsToThoseWhoAcceptIt() throws Exception {
    var plain = get("/metrics");
    var open =
        send(
            HttpRequest.newBuilder(face.url().resolve("/metrics"))
                .header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"));

    assertThat(plain.headers().firstValue("Content-Type")).hasValue(MetricsText.PROMETHEUS);
    assertThat(open.headers().firstValue("Content-Type")).hasValue(MetricsText.OPEN_METRICS);
  }

  @Test
  void writingMethodsAreRefused() throws Exception {
    URI files = face.url().resolve("/api/files");

    assertThat(
            send(HttpRequest.newBuilder(files).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
    assertThat(send(HttpRequest.newBuilder(files).DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void aRequestThatNamesAnotherHostIsRefused() throws Exception {
    assertThat(rawGet("/api/status", "evil.example.org")).startsWith("HTTP/1.1 403");
    assertThat(rawGet("/api/status", "localhost:" + face.url().getPort()))
        .startsWith("HTTP/1.1 200");
  }

  private String rawGet(String path, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), face.url().getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  @Test
  void aWatcherGetsWhatIsKeptAndThenWhatHappens() throws Exception {
    events.sourceOffline("lst1", "not mounted");
    var request = HttpRequest.newBuilder(face.url().resolve("/api/events")).build();
    try (var lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
      var iterator = lines.filter(line -> line.startsWith("data: ")).iterator();

      assertThat(iterator.next()).contains("not mounted");
      events.sourceOnline("lst1");
      assertThat(iterator.next()).contains("source online");
    }
  }
}
