// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All files below a directory.
 *
 * @param files by their path below it, with slashes
 */
public record DiskPicture(Map<String, DiskFile> files) {

  public DiskPicture {
    files = Map.copyOf(files);
  }

  public static DiskPicture of(Path root) throws IOException {
    Map<String, DiskFile> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put(root.relativize(path).toString(), DiskFile.of(path));
      }
    }
    return new DiskPicture(files);
  }
}
