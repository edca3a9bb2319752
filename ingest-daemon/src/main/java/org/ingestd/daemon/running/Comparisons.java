// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ingestd.daemon.terminal.Table;
import org.ingestd.daemon.verify.result.VerifyReport;
import org.ingestd.daemon.verify.result.VerifyReport.Failed;
import org.ingestd.daemon.verify.result.VerifyReport.UnderWay;
import org.ingestd.daemon.verify.result.VerifyResults;
import org.ingestd.routes.contract.IngestListener;
import org.jspecify.annotations.Nullable;

/**
 * Compares sources with the journal and Rucio by the verb {@code verify} in a process of its own:
 * its memory is not the daemon's, and whatever becomes of it the daemon goes on. What it finds is
 * where the verb keeps it. One source at a time. Thread-safe.
 */
final class Comparisons implements AutoCloseable {

  /** Enough for a million files (VerifyAtSizeTest). */
  private static final String HEAP = "-Xmx128m";

  /** By its name, as it stands above all rooms. */
  private static final String PROGRAM = "org.ingestd.daemon.Main";

  private static final File NOTHING = new File("/dev/null");
  private static final int LAST_WORDS = 3;

  /** So that the verb finds SQLite's library where this process did. */
  private static final List<String> HANDED_ON =
      List.of("org.sqlite.lib.path", "org.sqlite.lib.name", "java.io.tmpdir");

  private final Path configuration;
  private final Path state;
  private final InstantSource clock;
  private final IngestListener listener;
  private @Nullable Process process;
  private @Nullable UnderWay underWay;
  private @Nullable Failed failed;
  private boolean closed;

  /**
   * @param configuration the file
   * @param state where the verb keeps its results
   */
  Comparisons(Path configuration, Path state, InstantSource clock, IngestListener listener) {
    this.configuration = configuration;
    this.state = state;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Returns at once.
   *
   * @return false if a source is being compared already
   * @throws IOException if no process can be started
   */
  synchronized boolean begin(String source) throws IOException {
    if (closed || underWay != null) {
      return false;
    }
    Process begun =
        new ProcessBuilder(command(source))
            .redirectInput(NOTHING)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    UnderWay now = new UnderWay(source, clock.instant());
    process = begun;
    underWay = now;
    failed = null;
    Thread thread = new Thread(() -> follow(begun, now), "comparison");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private List<String> command(String source) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", HEAP));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"));
    for (String property : HANDED_ON) {
      @Nullable String value = System.getProperty(property);
      if (value != null) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    command.addAll(List.of("--config", configuration.toString(), "verify", "--source", source));
    return command;
  }

  private void follow(Process begun, UnderWay now) {
    String told = "it was interrupted";
    try {
      String words = lastWords(begun);
      int code = begun.waitFor();
      told = hasResult(now) ? "" : words.isEmpty() ? "it ended with " + code : words;
    } catch (IOException e) {
      told = "its result cannot be read: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended(now, told);
    }
  }

  /** Its differences are results; what it says beside them tells why there are none. */
  private static String lastWords(Process begun) throws IOException {
    Deque<String> words = new ArrayDeque<>();
    try (BufferedReader said = begun.errorReader(UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (!line.isBlank()) {
          words.addLast(Table.onOneLine(line.strip()));
        }
        if (words.size() > LAST_WORDS) {
          words.removeFirst();
        }
      }
    }
    return String.join("; ", words);
  }

  /** A source that is offline is not compared, which is no failure of the verb. */
  private boolean hasResult(UnderWay now) throws IOException {
    var result = VerifyResults.readOrNone(state).sources().get(now.source());
    return result != null && result.at() >= now.since().toEpochMilli();
  }

  private void ended(UnderWay now, String why) {
    Instant at = clock.instant();
    synchronized (this) {
      process = null;
      underWay = null;
      if (closed) {
        return;
      }
      failed = why.isEmpty() ? null : new Failed(now.source(), at, why);
    }
    if (!why.isEmpty()) {
      listener.degraded("The comparison of " + now.source() + " came to no result", why);
    }
  }

  /** What is known of it now, beside what was found. */
  synchronized VerifyReport beside(VerifyReport found) {
    return found.with(underWay, failed);
  }

  @Override
  public void close() {
    @Nullable Process running;
    synchronized (this) {
      closed = true;
      running = process;
    }
    if (running != null) {
      running.destroy();
    }
  }
}
