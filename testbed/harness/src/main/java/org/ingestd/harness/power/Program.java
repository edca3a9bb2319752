// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.power;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of the operating system. */
final class Program {

  private Program() {}

  /**
   * @throws IOException if it fails, with what it said
   */
  static void run(String... command) throws IOException, InterruptedException {
    run(List.of(command));
  }

  /** The same of words that were put together. */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  /** The first that is not installed. */
  static Optional<String> missing(String... programs) {
    return Stream.of(programs).filter(program -> !isInstalled(program)).findFirst();
  }

  private static boolean isInstalled(String program) {
    return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
