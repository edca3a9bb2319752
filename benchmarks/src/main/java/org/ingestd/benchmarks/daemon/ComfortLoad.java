// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Finding.Goal;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Workplace;

/**
 * What an operator waits for, with a journal of many files and twenty sources: the command line,
 * the numbers, lists of files. And what a daemon costs that has nothing to do.
 */
public final class ComfortLoad implements Load {

  private static final String HEAP = "256m";
  private static final int MORE_SOURCES = 19;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String IDLE = "empty: register\nrescan: 12h\ncomplete: { quiet: 12h }\n";

  /** Each is asked for after one question that is not counted. */
  private static final Map<String, Double> QUESTIONS = questions();

  private final int seconds = Option.number("BENCH_IDLE_SECONDS", 60);

  private static Map<String, Double> questions() {
    Map<String, Double> questions = new LinkedHashMap<>();
    questions.put("/metrics", 0.05);
    questions.put("/api/status", 0.3);
    questions.put("/api/files?limit=200", 0.3);
    questions.put("/api/files?state=SIGHTED&limit=200&after=500000", 0.3);
    questions.put("/api/files?q=000777&limit=200", 0.3);
    return questions;
  }

  @Override
  public String name() {
    return "comfort";
  }

  @Override
  public String about() {
    return "command line, numbers and lists with a large journal; what an idle daemon costs";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    ScannedTree scanned = ScannedTree.scan(place);
    DaemonFolder folder = DaemonFolder.make(place.folder().resolve("comfort"));
    scanned.copyStateTo(folder);
    folder.configure(DaemonFolder.nobody(), scanned.tree().root(), IDLE);
    addSources(folder, scanned.tree().root());
    Path program = place.sources().toAbsolutePath().resolveSibling("ingestd");
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP)) {
      daemon.await(() -> daemon.scans().count() > MORE_SOURCES, PATIENCE);
      List<Finding> findings = new ArrayList<>();
      findings.add(idle(daemon));
      findings.addAll(answers(folder, place.rounds()));
      findings.addAll(commands(program, folder, place.rounds()));
      return findings;
    } finally {
      place.delete(folder.path());
    }
  }

  /** Empty ones beside the large one, which has files one level further down. */
  private static void addSources(DaemonFolder folder, Path root) throws IOException {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < MORE_SOURCES; i++) {
      Path path = Files.createDirectories(folder.path().resolve("more" + i));
      more.append(
          """
            - name: more%1$d
              path: %2$s
              rescan: 12h
              naming: { scope: lst, dataset: "{dir}" }
          """
              .formatted(i, path));
    }
    Path configuration = Path.of(folder.configuration());
    String before = Files.readString(configuration);
    Path common = root.toAbsolutePath().getParent();
    Files.writeString(
        configuration,
        before.replace("root: " + root + ",", "root: " + common + ",") + more,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private Finding idle(DaemonProcess daemon) throws InterruptedException {
    double before = daemon.cpuSeconds();
    TimeUnit.SECONDS.sleep(seconds);
    double share = (daemon.cpuSeconds() - before) / seconds;
    return new Finding(
        "an idle daemon, share of one core between two scans",
        share,
        Goal.atMost(0.01),
        Map.of("seconds", seconds, "heap", HEAP));
  }

  private static List<Finding> answers(DaemonFolder folder, int rounds)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Double> question : QUESTIONS.entrySet()) {
      URI uri = URI.create("http://127.0.0.1:" + folder.port() + question.getKey());
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      List<Double> took = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        long begin = System.nanoTime();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 200) {
          throw new IOException(uri + " answers " + status);
        }
        if (round > 0) {
          took.add((System.nanoTime() - begin) / 1e9);
        }
      }
      findings.add(seconds("GET " + question.getKey(), took, Goal.atMost(question.getValue())));
    }
    return findings;
  }

  private static List<Finding> commands(Path program, DaemonFolder folder, int rounds)
      throws IOException, InterruptedException {
    List<Double> version = new ArrayList<>();
    List<Double> status = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double start = time(List.of(program.toString(), "version"));
      double asked =
          time(List.of(program.toString(), "--config", folder.configuration(), "status"));
      if (round > 0) {
        version.add(start);
        status.add(asked - start);
      }
    }
    return List.of(
        seconds("ingestd version", version, Goal.atMost(0.4)),
        seconds("ingestd status, more than ingestd version", status, Goal.atMost(0.3)));
  }

  private static double time(List<String> command) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    String unused = Workplace.run(command, null);
    return (System.nanoTime() - begin) / 1e9;
  }

  private static Finding seconds(String what, List<Double> took, Goal goal) {
    List<Double> sorted = took.stream().sorted().toList();
    return new Finding(
        what + ", seconds", sorted.get(sorted.size() / 2), goal, Map.of("rounds", took));
  }
}
