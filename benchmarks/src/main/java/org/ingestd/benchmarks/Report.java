// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table for the reader, and the same as JSON with every round beside it. */
final class Report {

  private static final String ROW = "%-10s %-76s %8s  %-9s %s%n";

  private final Map<String, Object> machine;
  private final List<Map<String, Object>> rows = new ArrayList<>();
  private final PrintStream out;

  Report(Map<String, Object> machine, PrintStream out) {
    this.machine = machine;
    this.out = out;
  }

  void printHead() {
    machine.forEach((key, value) -> out.printf("%-12s %s%n", key, value));
    out.println();
    out.printf(ROW, "load", "what", "value", "goal", "");
  }

  void add(Load load, Finding finding) {
    String value =
        finding.value() == null ? "-" : String.format(Locale.ROOT, "%.2f", finding.value());
    String goal = finding.goal() == null ? "" : finding.goal().text();
    out.printf(ROW, load.name(), finding.what(), value, goal, finding.verdict());
    if (finding.value() == null) {
      out.printf("%-10s   not measured: %s%n", "", finding.details().get("why"));
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("load", load.name());
    row.put("what", finding.what());
    row.put("value", finding.value());
    row.put("goal", goal);
    row.put("verdict", finding.verdict());
    row.put("details", finding.details());
    rows.add(row);
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Map<String, Object> whole = Map.of("machine", machine, "findings", rows);
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), whole);
    out.println();
    out.println("Every round is in " + file);
  }
}
