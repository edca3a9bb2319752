// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;

/** Files as an instrument leaves them: a thousand in a directory. */
record SourceTree(Path root, int files) {

  private static final int IN_A_DIRECTORY = 1000;

  /** Writes random bytes; a tree that is there already is taken as it is. */
  static SourceTree write(Path root, int files, int size) throws IOException {
    if (!Files.exists(root)) {
      Random random = new Random(size);
      byte[] content = new byte[size];
      Path directory = root;
      for (int file = 0; file < files; file++) {
        if (file % IN_A_DIRECTORY == 0) {
          directory = Files.createDirectories(root.resolve("d%05d".formatted(file / 1000)));
        }
        random.nextBytes(content);
        Files.write(directory.resolve("Run%08d.fits.fz".formatted(file)), content);
      }
    }
    return new SourceTree(root, files);
  }

  /** Gives every file a marker beside it, and the mtime of then. */
  void markAndDate(String marker, Instant written) throws IOException {
    FileTime time = FileTime.from(written);
    for (int file = 0; file < files; file++) {
      Path place =
          root.resolve("d%05d".formatted(file / IN_A_DIRECTORY))
              .resolve("Run%08d.fits.fz".formatted(file));
      Files.setLastModifiedTime(place, time);
      Files.createFile(place.resolveSibling(place.getFileName() + marker));
    }
  }
}
