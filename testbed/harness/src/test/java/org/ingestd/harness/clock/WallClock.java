// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.clock;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ingestd.harness.world.DaemonRun.Fate;

/**
 * The clock on one process's wall, by Debian's {@code faketime}: it shows what a file says, and the
 * clock that nobody sets stays as it is. Times of files stay the kernel's.
 */
final class WallClock {

  private final Path library;
  private final Path offset;

  private WallClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  /** Empty if this machine has no {@code faketime}. */
  static Optional<WallClock> in(Path folder) throws IOException {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    WallClock wall = new WallClock(library.get(), folder.resolve("offset"));
    wall.set("+0");
    return Optional.of(wall);
  }

  /** The one for programs with threads. */
  private static Optional<Path> library() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> hosts = Files.newDirectoryStream(Path.of("/usr/lib"))) {
      for (Path host : hosts) {
        Path library = host.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.isRegularFile(library)) {
          found.add(library);
        }
      }
    }
    return found.stream().findFirst();
  }

  /** How far from the true time it is from a second after now on, e.g. {@code +400d}. */
  void set(String far) throws IOException {
    Path whole = Files.writeString(offset.resolveSibling("offset.new"), far + "\n");
    Files.move(whole, offset, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A life under this clock. */
  Fate life() {
    return new Fate(
        List.of(
            "env",
            "LD_PRELOAD=" + library,
            "FAKETIME_TIMESTAMP_FILE=" + offset,
            "FAKETIME_CACHE_DURATION=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "NO_FAKE_STAT=1"),
        List.of());
  }
}
