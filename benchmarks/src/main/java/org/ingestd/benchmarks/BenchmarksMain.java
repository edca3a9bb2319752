// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ingestd.benchmarks.daemon.BacklogLoad;
import org.ingestd.benchmarks.daemon.ComfortLoad;
import org.ingestd.benchmarks.daemon.DiscoveryLoad;
import org.ingestd.benchmarks.daemon.LiveLoad;
import org.ingestd.benchmarks.daemon.PipelineLoad;
import org.ingestd.benchmarks.registration.RegistrationLoad;

/** {@code benchmarks/run [--rounds N] [NAME…]}: measures what is named, or all. */
public final class BenchmarksMain {

  /** Whoever has a new load adds it here. */
  private static final List<Load> LOADS =
      List.of(
          new DigestsLoad(),
          new SmallFilesLoad(),
          new SftpLoad(),
          new MicroLoad(),
          new DiscoveryLoad(),
          new BacklogLoad(),
          new PipelineLoad(),
          new LiveLoad(),
          new ComfortLoad(),
          new RegistrationLoad());

  private static final int ROUNDS = 7;

  private BenchmarksMain() {}

  /**
   * Exits with 0 when all was measured, whatever the values; 2 when a load failed; 64 for a name
   * that is none. The property {@code benchmarks.home} is the module's directory.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments));
    int rounds = takeRounds(names);
    Optional<String> unknown = names.stream().filter(name -> find(name).isEmpty()).findFirst();
    if (unknown.isPresent() || rounds < 1) {
      unknown.ifPresent(name -> System.err.println("'" + name + "' is no load."));
      System.err.println("usage: benchmarks/run [--rounds N] [NAME...]");
      LOADS.forEach(load -> System.err.printf("  %-12s %s%n", load.name(), load.about()));
      System.exit(64);
    }
    List<Load> chosen =
        names.isEmpty() ? LOADS : names.stream().map(name -> find(name).orElseThrow()).toList();
    System.exit(measure(chosen, rounds) ? 0 : 2);
  }

  private static int takeRounds(List<String> names) {
    int at = names.indexOf("--rounds");
    if (at < 0) {
      return ROUNDS;
    }
    names.remove(at);
    try {
      return at < names.size() ? Integer.parseInt(names.remove(at)) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Optional<Load> find(String name) {
    return LOADS.stream().filter(load -> load.name().equals(name)).findFirst();
  }

  private static boolean measure(List<Load> loads, int rounds) throws IOException {
    Path home = Path.of(System.getProperty("benchmarks.home", "."));
    Path parent = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    Path folder = Files.createTempDirectory(parent, "ingestd-benchmarks");
    Workplace place = new Workplace(folder, rounds, home);
    boolean whole = true;
    try {
      Map<String, Object> machine = Machine.describe(Clock.systemUTC(), folder);
      Report report = new Report(machine, System.out);
      report.printHead();
      for (Load load : loads) {
        whole &= run(load, place, report);
      }
      String date = requireNonNull(machine.get("date")).toString().replace(":", "");
      report.write(home.resolve("results/" + date + ".json"));
    } finally {
      place.delete(folder);
    }
    return whole;
  }

  /** The edge of one load: what it throws is told and the others go on. */
  private static boolean run(Load load, Workplace place, Report report) {
    try {
      load.run(place).forEach(finding -> report.add(load, finding));
      return true;
    } catch (Exception e) {
      report.add(load, new Finding(load.about(), null, null, Map.of("why", e.toString())));
      e.printStackTrace();
      return false;
    }
  }
}
