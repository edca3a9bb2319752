// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ingestd.daemon.Invocation;
import org.ingestd.daemon.Site;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The daemon as a process of its own whose journal's disk is full or broken. Needs root (a small
 * tmpfs) and strace.
 */
@Tag("real")
final class JournalDiskTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Site site;
  private EmbeddedCatalogue catalogue;
  private @Nullable Process daemon;

  @BeforeEach
  void begin() throws Exception {
    site = Site.in(folder);
    catalogue = EmbeddedCatalogue.start(site.storage(), site.root());
    site.rucio(catalogue.url());
    site.source(
        """
        complete: { quiet: 200ms }
        rescan: 1s
        naming: { scope: lst, did: "{path}", dataset: "R0/all" }
        rules: [{ expression: QOS=TAPE }]
        """);
    Files.createDirectories(site.state());
  }

  @AfterEach
  void end() throws Exception {
    if (daemon != null) {
      daemon.destroyForcibly().waitFor();
    }
    catalogue.close();
  }

  private void start(String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.ingestd.daemon.Main",
            "--config",
            site.config().toString(),
            "run"));
    daemon =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
  }

  private Process daemon() {
    return requireNonNull(daemon, "started");
  }

  private Path log() {
    return folder.resolve("daemon.log");
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + output).isZero();
  }

  private JsonNode status() throws Exception {
    return new ObjectMapper()
        .readTree(Invocation.of("status", "--json", "--config", site.config()).out());
  }

  private long count(String state) throws Exception {
    return status().at("/files/" + state + "/count").asLong();
  }

  private String ready() throws Exception {
    URI page = URI.create(LifeSign.ofRunning(site.state()).orElseThrow().page());
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(page.resolve("/health/ready")).build(), BodyHandlers.ofString())
        .body();
  }

  private void files(String name, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      site.file(name + "/f" + i + ".fits", name + i);
    }
  }

  @Test
  void aFullDiskStopsTheTakingAndEverythingGoesOnByItselfOnceThereIsRoom() throws Exception {
    run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", site.state().toString());
    try {
      files("before", 20);
      start();
      await().atMost(PATIENCE).until(() -> count("SAFE") == 20);

      Path filler = site.state().resolve("filler");
      fill(filler);
      files("after", 300);
      await().atMost(PATIENCE).until(() -> ready().contains("JOURNAL_FULL"));
      assertThat(daemon().isAlive()).isTrue();
      assertThat(count("QUARANTINED")).isZero();
      assertThat(count("VANISHED")).isZero();

      Files.delete(filler);

      await().atMost(PATIENCE).until(() -> count("SAFE") == 320);
      await().atMost(PATIENCE).until(() -> !ready().contains("JOURNAL_FULL"));
      daemon().destroy();
      assertThat(daemon().waitFor()).isZero();
      assertThat(Invocation.of("journal", "check", "--config", site.config()).exit()).isZero();
      assertThat(catalogue.snapshot().files()).hasSize(320);
    } finally {
      daemon().destroyForcibly().waitFor();
      run("umount", site.state().toString());
    }
  }

  /** To the last byte. */
  private static void fill(Path filler) throws IOException {
    try (FileChannel out =
        FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int block = 65_536; block > 0; ) {
        try {
          out.write(ByteBuffer.allocate(block));
        } catch (IOException full) {
          block /= 2;
        }
      }
    }
  }

  @Test
  void aFailedForceOfTheJournalEndsTheProcessWith74AndNothingMoreGoesToRucio() throws Exception {
    Path trace = folder.resolve("strace.log");
    files("night", 400);
    start(
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-o",
        trace.toString(),
        "-P",
        site.state().resolve("journal.db-wal").toString(),
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        "inject=fsync,fdatasync:error=EIO:when=12+");
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Files.exists(trace) && Files.readString(trace).contains("INJECTED"));
    TimeUnit.MILLISECONDS.sleep(50);
    long callsThen = calls();

    assertThat(daemon().waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(daemon().exitValue()).as(Files.readString(log())).isEqualTo(74);
    assertThat(calls()).isEqualTo(callsThen);
    start();
    await().atMost(PATIENCE).until(() -> count("SAFE") == 400);
  }

  private long calls() {
    return catalogue.calls().reading() + catalogue.calls().writing();
  }
}
