// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Workplace;
import org.ingestd.journal.life.FileState;
import org.ingestd.testbed.catalogue.CatalogueSettings;
import org.ingestd.testbed.catalogue.EmbeddedCatalogue;
import org.jspecify.annotations.Nullable;

/**
 * Files that lie on the disk already, from the first sighting until all are registered and read
 * back. The catalogue runs in this JVM, the daemon in its own; both share the cores.
 */
public final class PipelineLoad implements Load {

  private static final int SIZE = 10 << 10;
  private static final String HEAP = "256m";
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final FileState[] REGISTERED = {
    FileState.REGISTERED, FileState.PROTECTED, FileState.SAFE
  };
  private static final String NO_RULES = "protect-source: false\n";
  private static final String ONE_RULE =
      "protect-source: false\nrules: [ { expression: QOS=TAPE } ]\n";

  private final int files = Option.number("BENCH_PIPELINE_FILES", 100_000);

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String about() {
    return "files of 10 KiB, sighted to registered and read back on the embedded catalogue";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    Path data = place.folder().resolve("pipeline-data");
    SourceTree tree = SourceTree.write(data, files, SIZE);
    try {
      List<Finding> findings = new ArrayList<>();
      findings.addAll(measure(place, tree, "no rules", NO_RULES, Finding.Goal.atLeast(3000)));
      findings.addAll(measure(place, tree, "one rule", ONE_RULE, null));
      return findings;
    } finally {
      place.delete(data);
    }
  }

  private List<Finding> measure(
      Workplace place,
      SourceTree tree,
      String variant,
      String settings,
      Finding.@Nullable Goal goal)
      throws IOException, InterruptedException {
    DaemonFolder folder = DaemonFolder.make(place.folder().resolve("pipeline"));
    CatalogueSettings quick = CatalogueSettings.DEFAULT.withoutCopying();
    Path storage = folder.path().resolve("storage");
    try (EmbeddedCatalogue catalogue = EmbeddedCatalogue.start(storage, tree.root(), quick)) {
      folder.configure(catalogue.url(), tree.root(), "complete: { quiet: 1s }\n" + settings);
      return watch(folder, variant, goal);
    } finally {
      place.delete(folder.path());
    }
  }

  private List<Finding> watch(DaemonFolder folder, String variant, Finding.@Nullable Goal goal)
      throws IOException, InterruptedException {
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP)) {
      double first = daemon.await(() -> daemon.count(FileState.values()) > 0, PATIENCE);
      double last = daemon.await(() -> daemon.count(REGISTERED) >= files, PATIENCE);
      String what = files + " x 10 KiB, " + variant + ", ";
      Map<String, Object> details =
          Map.of(
              "files",
              files,
              "secondsFromStartToFirstSighting",
              first,
              "secondsFromStartToLastRegistered",
              last,
              "profile",
              daemon.profile(),
              "daemonCpuSeconds",
              daemon.cpuSeconds(),
              "fullestHeapMiB",
              daemon.fullestHeap());
      return List.of(
          new Finding(
              what + "registered and read back, files/s", files / (last - first), goal, details),
          new Finding(
              what + "peak RSS of the daemon, MiB",
              daemon.peakMemory(),
              Finding.Goal.atMost(512),
              Map.of("heap", HEAP)));
    }
  }
}
