// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ingestd.benchmarks.Finding;
import org.ingestd.benchmarks.Load;
import org.ingestd.benchmarks.Workplace;

/** The first scan of a large tree, and what scans cost when all is registered. Rucio is away. */
public final class DiscoveryLoad implements Load {

  private static final String HEAP = "128m";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int IDLE_SCANS = 5;
  private static final String QUICK = "empty: register\nrescan: 1s\ncomplete: { quiet: 12h }\n";

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public String about() {
    return "first scan of a large tree into the journal; rescans when all is registered";
  }

  @Override
  public List<Finding> run(Workplace place) throws Exception {
    ScannedTree scanned = ScannedTree.scan(place);
    List<Finding> findings = new ArrayList<>(firstScan(scanned));
    findings.addAll(rescans(place, scanned));
    return findings;
  }

  private static List<Finding> firstScan(ScannedTree scanned) {
    ScannedTree.Result result = scanned.result();
    String what = "first scan of " + scanned.tree().files() + " files, ";
    Map<String, Object> details =
        Map.of("heap", HEAP, "peakRssMiB", result.memory(), "files", scanned.tree().files());
    return List.of(
        new Finding(
            what + "CPU seconds with the JVM's start",
            result.cpu(),
            Finding.Goal.atMost(60),
            details),
        new Finding(what + "seconds", result.scan(), null, details),
        new Finding(
            what + "fullest heap at a collection, MiB",
            result.heap(),
            Finding.Goal.atMost(128),
            details));
  }

  private static List<Finding> rescans(Workplace place, ScannedTree scanned)
      throws IOException, InterruptedException {
    DaemonFolder folder = DaemonFolder.make(place.folder().resolve("rescans"));
    scanned.copyStateTo(folder);
    RegisteredFiles.markAll(folder.state(), scanned.tree());
    folder.configure(DaemonFolder.nobody(), scanned.tree().root(), QUICK);
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP)) {
      daemon.await(() -> daemon.scans().count() >= 1, PATIENCE);
      DaemonProcess.Scans first = daemon.scans();
      double cpu = daemon.cpuSeconds();
      daemon.await(() -> daemon.scans().count() >= first.count() + IDLE_SCANS, PATIENCE);
      DaemonProcess.Scans later = daemon.scans();
      double scans = later.count() - first.count();
      Map<String, Object> details =
          Map.of("scans", scans, "cpuSecondsBetween", daemon.cpuSeconds() - cpu);
      String what = " with " + scanned.tree().files() + " registered files, seconds";
      return List.of(
          new Finding(
              "idle rescan" + what,
              (later.seconds() - first.seconds()) / scans,
              Finding.Goal.atMost(2.5),
              details),
          new Finding(
              "first scan after a restart" + what,
              first.seconds() / first.count(),
              null,
              Map.of("scans", first.count())));
    } finally {
      place.delete(folder.path());
    }
  }
}
