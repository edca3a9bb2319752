// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.notifying;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program for each message, which reads it from its standard input. No shell: nothing in a
 * message can become a command. What the program says is not kept.
 */
final class Command implements Channel {

  /** After SIGKILL; one that waits for a disk that hangs takes longer. */
  private static final long END_SECONDS = 5;

  private final List<String> run;
  private final Duration timeout;

  /**
   * @param run the program, absolute, and its arguments
   */
  Command(List<String> run, Duration timeout) {
    this.run = List.copyOf(run);
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return "command";
  }

  @Override
  public void deliver(String json) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(run)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      write(process, json);
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(run.get(0) + " did not end within " + timeout.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(run.get(0) + " ended with exit code " + process.exitValue());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Whoever does not care for its input may end without reading it. */
  private static void write(Process process, String json) {
    try (OutputStream in = process.getOutputStream()) {
      in.write((json + "\n").getBytes(UTF_8));
    } catch (IOException notRead) {
      // its exit code says whether that was right
    }
  }
}
