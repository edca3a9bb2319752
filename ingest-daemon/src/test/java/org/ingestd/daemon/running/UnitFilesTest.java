// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units that systemd is given, as its own tools see them. Needs systemd's tools and strace. */
@Tag("real")
final class UnitFilesTest {

  private static final Path UNITS = Path.of("..", "systemd").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private record Said(int exit, String text) {}

  private static Said ask(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  /** The unit with a program that is there, as systemd would find it once it is installed. */
  private Path installed(String unit, String name) throws IOException {
    Path program = Files.writeString(folder.resolve("ingestd"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    String text = Files.readString(UNITS.resolve(unit)).replace("/usr/bin/ingestd", "" + program);
    return Files.writeString(folder.resolve(name), text);
  }

  private static Said verified(Path unit) throws Exception {
    return ask("systemd-analyze", "verify", "--man=no", unit.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingestd.service", "ingestd@.service"})
  void eachUnitIsFreeOfFaultsAndExposesLittle(String unit) throws Exception {
    String name = unit.replace("@.", "@camera.");
    assertThat(verified(installed(unit, name))).isEqualTo(new Said(0, ""));

    Said exposure =
        ask(
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=20",
            installed(unit, unit).toString());
    assertThat(exposure.exit()).as(exposure.text()).isZero();
  }

  @Test
  void aFaultInAUnitWouldBeFound() throws Exception {
    Path unit = installed("ingestd.service", "ingestd.service");
    Files.writeString(unit, Files.readString(unit).replace("WatchdogSec=", "WatchdogSecs="));

    assertThat(verified(unit).text()).contains("Unknown key").contains("WatchdogSecs");
  }

  @Test
  void theUserAndTheDirectoryAreMade() throws Exception {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Said users =
        ask("systemd-sysusers", "--root=" + root, UNITS.resolve("ingestd.sysusers").toString());
    assertThat(users.exit()).as(users.text()).isZero();
    assertThat(root.resolve("etc/passwd")).content().contains("ingestd:x:", ":/var/lib/ingestd:");

    Said files =
        ask(
            "systemd-tmpfiles",
            "--create",
            "--root=" + root,
            UNITS.resolve("ingestd.tmpfiles").toString());
    assertThat(files.exit()).as(files.text()).isZero();
    assertThat(Files.getAttribute(root.resolve("etc/ingestd"), "unix:mode")).isEqualTo(040750);
  }

  @Test
  void theFilterRefusesNoSystemCallThatTheDaemonMakes() throws Exception {
    Path counts = folder.resolve("calls");
    try (RealDaemon daemon = RealDaemon.in(folder)) {
      daemon.files("night", 20);
      daemon.start("strace", "-f", "-qq", "-c", "-o", counts.toString());
      daemon.reaches("SAFE", 20);
      ProcessHandle traced = daemon.process().children().findFirst().orElseThrow();
      traced.destroy();
      daemon.await();
    }
    Set<String> made = madeCalls(counts);
    assertThat(made).contains("openat", "fsync", "futex", "connect");

    Set<String> allowed = set("@system-service");
    allowed.removeAll(set("@privileged"));

    // SQLite gives a root's files to the owner of the directory; the service is not root.
    made.remove("fchown");
    made.removeAll(allowed);
    assertThat(made).isEmpty();
  }

  /** The last column of strace's table, which has a head and a sum. */
  private static Set<String> madeCalls(Path counts) throws IOException {
    return Files.readAllLines(counts).stream()
        .filter(line -> line.matches("\\s*[0-9.]+ .*[a-z]\\w*"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .filter(name -> !name.equals("total"))
        .collect(toCollection(TreeSet::new));
  }

  /** The system calls of one of systemd's sets, those of the sets in it among them. */
  private static Set<String> set(String name) throws Exception {
    Set<String> calls = new TreeSet<>();
    for (String line : ask("systemd-analyze", "syscall-filter", name).text().split("\n")) {
      String entry = line.strip();
      if (entry.startsWith("@") && !entry.equals(name)) {
        calls.addAll(set(entry));
      } else if (Stream.of("@", "#").noneMatch(entry::startsWith) && !entry.isEmpty()) {
        calls.add(entry);
      }
    }
    return calls;
  }
}
