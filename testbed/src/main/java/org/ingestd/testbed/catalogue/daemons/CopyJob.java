// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.daemons;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.Adler32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/** One copy with its check; a copy that fails the check does not stay. */
final class CopyJob {

  private CopyJob() {}

  /**
   * What the catalogue says of the file.
   *
   * @param adler32 null if the catalogue has none; the size alone is checked then
   */
  record Content(String name, long bytes, @Nullable String adler32) {}

  static void copy(Path source, Path destination, Content expected) throws IOException {
    Path directory = destination.getParent();
    if (directory == null || !destination.normalize().equals(destination)) {
      throw new IOException("A copy may not leave its RSE: " + destination);
    }
    Files.createDirectories(directory);
    Files.copy(source, destination, StandardCopyOption.REPLACE_EXISTING);
    try {
      verify(destination, expected);
    } catch (IOException wrong) {
      Files.deleteIfExists(destination);
      throw wrong;
    }
  }

  private static void verify(Path copy, Content expected) throws IOException {
    if (Files.size(copy) != expected.bytes()) {
      throw new IOException("size of the copy differs from the catalogue");
    }
    if (expected.adler32() == null) {
      return;
    }
    Adler32 sum = new Adler32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(copy), sum)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (!String.format("%08x", sum.getValue()).equalsIgnoreCase(expected.adler32())) {
      throw new IOException("checksum of the copy differs from the catalogue");
    }
  }
}
