// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.ingestd.benchmarks.Option;
import org.ingestd.benchmarks.Workplace;
import org.ingestd.journal.life.FileState;

/**
 * A tree of empty files, so that a million of them take no room, and the state of a daemon that has
 * sighted them all and done nothing else. Made once for all loads of a run.
 *
 * @param result how the scan went; it is measured whoever needed it first
 */
record ScannedTree(SourceTree tree, Path state, Result result) {

  private static final String FOLDER = "first-scan";
  private static final String HEAP = "128m";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Nothing is due within the run; no second scan begins. */
  private static final String ONLY_SIGHT =
      "empty: register\nrescan: 12h\ncomplete: { quiet: 12h }\n";

  /**
   * @param heap the fullest heap that a collection met, in MiB
   * @param memory the peak of the resident memory, in MiB
   * @param cpu seconds of the whole process, from its start until all were durable in the journal
   * @param scan seconds, as the daemon says
   */
  record Result(double heap, double memory, double cpu, double scan) {}

  /** Scans anew; only the tree is taken from an earlier load. */
  static ScannedTree scan(Workplace place) throws IOException, InterruptedException {
    Path before = place.folder().resolve(FOLDER);
    if (Files.exists(before)) {
      place.delete(before);
    }
    SourceTree tree =
        SourceTree.write(
            place.folder().resolve("tree"), Option.number("BENCH_FILES", 1_000_000), 0);
    DaemonFolder folder = DaemonFolder.make(before);
    folder.configure(DaemonFolder.nobody(), tree.root(), ONLY_SIGHT);
    try (DaemonProcess daemon = DaemonProcess.start(folder, HEAP)) {
      daemon.await(() -> daemon.count(FileState.SIGHTED) >= tree.files(), PATIENCE);
      double cpu = daemon.cpuSeconds();
      daemon.await(() -> daemon.scans().count() >= 1, PATIENCE);
      Result result =
          new Result(daemon.fullestHeap(), daemon.peakMemory(), cpu, daemon.scans().seconds());
      return new ScannedTree(tree, folder.state(), result);
    }
  }

  /** The state is copied, so that each load begins with the same. */
  void copyStateTo(DaemonFolder folder) throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      all.forEach(from -> copy(from, folder.state().resolve(state.relativize(from))));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
