// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Which files an instrument has written: some directories with as many files each, of 1 byte to 100
 * kB, and perhaps one empty file, which is held.
 *
 * @param seed of sizes and contents
 */
public record Workload(int directories, int files, long seed, boolean oneEmpty) {

  /** With an empty file. */
  public Workload(int directories, int files, long seed) {
    this(directories, files, seed, true);
  }

  /** Files that end SAFE, and the empty one. */
  public int count() {
    return directories * files + (oneEmpty ? 1 : 0);
  }

  void write(Path source) throws IOException {
    Random random = new Random(seed);
    for (int directory = 0; directory < directories; directory++) {
      Path folder = Files.createDirectories(source.resolve("run" + directory));
      for (int file = 0; file < files; file++) {
        byte[] content = new byte[(int) Math.pow(10, 5 * random.nextDouble())];
        random.nextBytes(content);
        Files.write(folder.resolve("camera" + file + ".fits"), content);
      }
    }
    if (oneEmpty) {
      Files.createFile(source.resolve("run0").resolve("empty.fits"));
    }
  }
}
