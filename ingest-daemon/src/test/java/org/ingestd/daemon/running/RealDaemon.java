// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.ingestd.daemon.ChildDaemon;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.jspecify.annotations.Nullable;

/**
 * The daemon as a process of its own beside an embedded catalogue, so that the world around the
 * process can be made to fail. Used by one thread.
 */
final class RealDaemon implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final Site site;
  private final EmbeddedCatalogue catalogue;
  private @Nullable Process process;

  private RealDaemon(Path folder, Site site, EmbeddedCatalogue catalogue) {
    this.folder = folder;
    this.site = site;
    this.catalogue = catalogue;
  }

  /** Not started yet; its state directory exists. */
  static RealDaemon in(Path folder) throws IOException {
    Site site = Site.in(folder);
    EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, did: "{path}", dataset: "R0/all" }
        rules: [{ expression: QOS=TAPE }]
        """);
    Files.createDirectories(site.state());
    return new RealDaemon(folder, site, catalogue);
  }

  Site site() {
    return site;
  }

  EmbeddedCatalogue catalogue() {
    return catalogue;
  }

  /** Starts a life. What it says follows what it said before. */
  void start(String... before) throws IOException {
    start(Map.of(), before);
  }

  /**
   * @param before what stands before {@code java} on the command line
   */
  void start(Map<String, String> environment, String... before) throws IOException {
    List<String> command =
        ChildDaemon.command(
            List.of(before), List.of(), "--config", site.config().toString(), "run");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  Process process() {
    return requireNonNull(process, "started");
  }

  Path log() {
    return folder.resolve("daemon.log");
  }

  String said() throws IOException {
    return Files.exists(log()) ? Files.readString(log()) : "";
  }

  /** Its own end; the exit code. */
  int await() throws Exception {
    assertThat(process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(said()).isTrue();
    return process().exitValue();
  }

  /** SIGTERM; it must end in order. */
  void stop() throws Exception {
    process().destroy();
    assertThat(await()).as(said()).isZero();
  }

  /** SIGKILL. */
  void kill() throws Exception {
    process().destroyForcibly().waitFor();
  }

  /** More than anything here needs on a busy machine. */
  static ConditionFactory soon() {
    return Awaitility.await().atMost(PATIENCE);
  }

  /** Files of the source, each of its own content. */
  void files(String name, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      site.file(name + "/f" + i + ".fits", name + i);
    }
  }

  JsonNode status() throws Exception {
    return new ObjectMapper().readTree(verb("status", "--json").out());
  }

  long count(String state) throws Exception {
    return status().at("/files/" + state + "/count").asLong();
  }

  /**
   * Waits until so many files are in the state; if they never are, says all that could tell why.
   */
  void reaches(String state, int files) throws Exception {
    try {
      soon()
          .failFast("The daemon has ended", () -> !process().isAlive())
          .until(() -> count(state) == files);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(
          String.join(
              "\n",
              "%s: %d instead of %d".formatted(state, count(state), files),
              verb("status").toString(),
              verb("files", "list").toString(),
              threads(),
              said()),
          e);
    }
  }

  /** What each of its threads does; empty if it does not tell within ten seconds. */
  private String threads() throws Exception {
    Path dump = folder.resolve("threads.txt");
    Process asked =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process().pid()),
                "Thread.print")
            .redirectErrorStream(true)
            .redirectOutput(dump.toFile())
            .start();
    asked.waitFor(10, TimeUnit.SECONDS);
    asked.destroyForcibly();
    return Files.readString(dump);
  }

  /** A verb beside it. */
  Invocation verb(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", site.config().toString()));
    return Invocation.of(all.toArray());
  }

  /** What the daemon's page says of its health; empty while it does not answer. */
  String ready() throws Exception {
    URI page = URI.create(LifeSign.ofRunning(site.state()).orElseThrow().page());
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(page.resolve("/health/ready")).build(), BodyHandlers.ofString())
        .body();
  }

  /** A program of the operating system, which must succeed. */
  static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + output).isZero();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    catalogue.close();
  }
}
