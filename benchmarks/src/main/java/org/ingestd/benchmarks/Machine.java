// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the numbers were measured on; without it they mean nothing. */
final class Machine {

  private Machine() {}

  static Map<String, Object> describe(Clock clock, Path workplace) throws IOException {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    machine.put("cpu", field("/proc/cpuinfo", "model name"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("memory", field("/proc/meminfo", "MemTotal"));
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put(
        "jdk", System.getProperty("java.vendor") + " " + System.getProperty("java.vm.version"));
    machine.put("fileSystem", Files.getFileStore(workplace).type());
    machine.put("loadBefore", firstLine("/proc/loadavg"));
    return machine;
  }

  private static String field(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String firstLine(String file) throws IOException {
    return Files.readString(Path.of(file)).trim();
  }
}
