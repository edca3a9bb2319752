// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, started through the checkout's own command as an operator does. */
final class DaemonProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private DaemonProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** What a verb answered. */
  record Answer(int exitCode, String output, String messages) {

    List<JsonNode> objects() {
      List<JsonNode> objects = new ArrayList<>();
      for (String line : output.lines().toList()) {
        objects.add(parse(line));
      }
      return objects;
    }
  }

  /**
   * Starts {@code run}.
   *
   * @param log takes what it writes; appended to
   */
  static DaemonProcess run(Path configuration, int port, Path log) throws IOException {
    ProcessBuilder builder = command("--config", configuration.toString(), "run");
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new DaemonProcess(builder.start(), port);
  }

  /** Runs a verb to its end. */
  static Answer verb(Path configuration, String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--config", configuration.toString()));
    all.addAll(Arrays.asList(words));
    Path output = Files.createTempFile("ingestd-", ".out");
    Path messages = Files.createTempFile("ingestd-", ".err");
    try {
      Process verb =
          command(all.toArray(String[]::new))
              .redirectOutput(output.toFile())
              .redirectError(messages.toFile())
              .start();
      if (!verb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        verb.destroyForcibly();
        throw new IllegalStateException(all + " does not end: " + Files.readString(messages));
      }
      return new Answer(verb.exitValue(), Files.readString(output), Files.readString(messages));
    } finally {
      Files.delete(output);
      Files.delete(messages);
    }
  }

  private static ProcessBuilder command(String... words) {
    List<String> command = new ArrayList<>(List.of(checkout().resolve("ingestd").toString()));
    command.addAll(Arrays.asList(words));
    return new ProcessBuilder(command);
  }

  private static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isExecutable(folder.resolve("ingestd"))) {
        return folder;
      }
    }
    throw new IllegalStateException("No ./ingestd above " + here + "; a checkout is needed");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** 0 while the daemon does not answer. */
  int statusCode(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  JsonNode status() throws IOException {
    return parse(get("/api/status").body());
  }

  /** How many files are in a state, as the daemon says; 0 while it does not answer. */
  long count(String state) {
    try {
      return status().at("/files/" + state + "/count").asLong();
    } catch (IOException notYet) {
      return 0;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(Duration.ofSeconds(10))
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGKILL: no hook, no drain. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * SIGTERM.
   *
   * @return the exit code
   */
  int terminate() throws InterruptedException {
    process.destroy();
    return await();
  }

  /** Waits for its own end; the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The daemon does not end within " + PATIENCE);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("Not JSON: " + json, e);
    }
  }
}
