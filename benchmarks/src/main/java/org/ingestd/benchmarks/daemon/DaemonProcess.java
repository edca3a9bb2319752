// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ingestd.journal.Census;
import org.ingestd.journal.JournalReader;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.sqlite.SqliteJournal;

/** {@code ingestd run} in a JVM of its own, watched from outside. Used by one thread. */
final class DaemonProcess implements AutoCloseable {

  /** As the start script has them, apart from the heap. */
  private static final List<String> FLAGS =
      List.of(
          "-Xms128m",
          "-XX:NewRatio=1",
          "-XX:MaxDirectMemorySize=128m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8");

  private static final long LOOK_MILLIS = 20;
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->\\d+M\\(");

  private static final Pattern PROFILE =
      Pattern.compile(
          "(?m)^ingestd_(step_|hash_seconds|journal_(commit|changes)|rucio_request_duration|scan_duration)"
              + "(?!\\S*bucket).*$");

  private final DaemonFolder folder;
  private final Process process;
  private final Path collections;
  private final long began = System.nanoTime();
  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<JournalReader> journal = Optional.empty();

  private DaemonProcess(DaemonFolder folder, Process process, Path collections) {
    this.folder = folder;
    this.process = process;
    this.collections = collections;
  }

  /**
   * @param heap as after {@code -Xmx}
   */
  static DaemonProcess start(DaemonFolder folder, String heap) throws IOException {
    Path collections = Files.createTempFile(folder.path(), "collections", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Xmx" + heap);
    command.add("-Xlog:gc:file=" + collections);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.ingestd.daemon.Main", "--config", folder.configuration()));
    command.addAll(List.of("run", "--log", "json"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-daemon"));
    return new DaemonProcess(folder, process, collections);
  }

  /** Seconds since the process was started. */
  double age() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Looks until it is so; returns the seconds since the process was started. */
  double await(Condition condition, Duration atMost) throws IOException, InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (!process.isAlive()) {
        throw new IOException("The daemon ended by itself: " + lastWords());
      }
      if (System.nanoTime() > until) {
        throw new IOException("Not within " + atMost + ": " + census() + "; " + lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return age();
  }

  /** What a load waits for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(folder.log());
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  /** How many files are in one of these states, as durable in the journal. */
  long count(FileState... states) {
    return census().stream()
        .flatMap(census -> census.tallies().values().stream())
        .flatMap(tallies -> Stream.of(states).map(tallies::get))
        .mapToLong(tally -> tally == null ? 0 : tally.count())
        .sum();
  }

  private Optional<Census> census() {
    if (journal.isEmpty()) {
      journal = SqliteJournal.openReadOnly(folder.state());
    }
    return journal.map(JournalReader::census);
  }

  /**
   * Scans that ended well since the daemon's start.
   *
   * @param seconds of all of them
   */
  record Scans(double count, double seconds) {}

  /** As the daemon's metrics say; none while they are not served yet. */
  Scans scans() throws InterruptedException {
    String text = metrics();
    return new Scans(
        metric(text, "ingestd_scan_duration_seconds_count"),
        metric(text, "ingestd_scan_duration_seconds_sum"));
  }

  /** How long batches took and how many files they had: by step, operation of Rucio, or commit. */
  List<String> profile() throws InterruptedException {
    return PROFILE.matcher(metrics()).results().map(MatchResult::group).toList();
  }

  private String metrics() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + folder.port() + "/metrics"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYetListening) {
      return "";
    }
  }

  /** Of all sources together. */
  private static double metric(String text, String name) {
    Pattern line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*\\})? (\\S+)$");
    return line.matcher(text)
        .results()
        .mapToDouble(result -> Double.parseDouble(result.group(1)))
        .sum();
  }

  /** The most memory that the process ever had resident, in MiB. */
  double peakMemory() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    Matcher matcher = Pattern.compile("VmHWM:\\s*(\\d+) kB").matcher(Files.readString(status));
    if (!matcher.find()) {
      throw new IOException("No VmHWM in " + status);
    }
    return Long.parseLong(matcher.group(1)) / 1024.0;
  }

  /** The fullest heap that a collection met, in MiB; what is garbage counts too. */
  double fullestHeap() throws IOException {
    return COLLECTION
        .matcher(Files.readString(collections))
        .results()
        .mapToDouble(result -> Double.parseDouble(result.group(1)))
        .max()
        .orElse(0);
  }

  /** User and system time of all its threads. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** As systemd would stop it. */
  @Override
  public void close() throws IOException {
    journal.ifPresent(JournalReader::close);
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the daemon stopped", e);
    }
  }
}
