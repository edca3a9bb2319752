// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import org.ingestd.daemon.terminal.OtherProgram;

/**
 * How much of the host a service could reach if somebody took it over: 0 (nothing) to 10 (all), as
 * {@code systemd-analyze security} reckons it (systemd 252) from what a unit says, without asking a
 * systemd that runs.
 */
final class Exposure {

  /** What the units that ship stay below. */
  static final double MOST = 2.0;

  static final String PROGRAM = "systemd-analyze";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern OVERALL =
      Pattern.compile("exposure level for \\S+: ([0-9]+\\.[0-9]+)");

  private Exposure() {}

  /**
   * @return empty where the program is not there, too old, or takes too long
   * @throws IOException if no file can be made for it
   */
  static OptionalDouble of(ServiceUnit unit, String program)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ingestd-unit");
    try {
      Path file = Files.writeString(folder.resolve(unit.name()), unit.text());
      return told(program, file, folder.resolve("said"));
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private static OptionalDouble told(String program, Path unit, Path said)
      throws IOException, InterruptedException {
    ProcessBuilder asking =
        new ProcessBuilder(program, "security", "--offline=true", "--no-pager", unit.toString());
    asking.environment().put("LC_ALL", "C.UTF-8");
    try {
      if (!OtherProgram.run(asking, said, PATIENCE)) {
        return OptionalDouble.empty();
      }
    } catch (IOException notThere) {
      return OptionalDouble.empty();
    }
    Matcher overall = OVERALL.matcher(Files.readString(said, UTF_8));
    return overall.find()
        ? OptionalDouble.of(Double.parseDouble(overall.group(1)))
        : OptionalDouble.empty();
  }
}
