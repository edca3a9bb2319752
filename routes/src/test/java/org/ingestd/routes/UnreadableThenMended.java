// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.ingestd.journal.life.FileState;
import org.ingestd.journal.life.ProblemCode;

/**
 * A process that runs the whole below {@code HOME}, where a file and a directory may not be read,
 * then may, then the directory again may not; says how far it came, and ends well.
 */
final class UnreadableThenMended {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(300);

  private UnreadableThenMended() {}

  public static void main(String[] args) throws Exception {
    try (Installation here = new Installation(Path.of(args[0]))) {
      Path file = here.write("a.fits", "content of a");
      here.write("closed/b.fits", "content of b");
      Path directory = here.data.resolve("closed");
      here.write("c.fits", "content of c");
      here.write("d.fits", "content of d");
      allow(file, "---------");
      allow(directory, "---------");
      Ingest ingest = here.start(Given.at(here.data).rescan(OFTEN).recheck(OFTEN));
      await()
          .atMost(SOON)
          .until(() -> here.files().stream().filter(f -> f.state() == FileState.SAFE).count() == 2);
      await()
          .atMost(SOON)
          .until(() -> here.file("a.fits").retry().problem() == ProblemCode.UNREADABLE);
      await()
          .atMost(SOON)
          .until(() -> Installation.source(ingest).ignored().containsKey("unreadable"));

      allow(file, "r--r--r--");
      allow(directory, "rwxr-xr-x");
      here.awaitAll(4, FileState.SAFE);
      System.out.println("taken once mended");

      allow(directory, "---------");
      Files.delete(here.data.resolve("d.fits"));
      await()
          .atMost(SOON)
          .until(
              () -> here.file("d.fits").retry().problem() == ProblemCode.LOST_AFTER_REGISTRATION);
      if (here.file("closed/b.fits").retry().problem() == null) {
        System.out.println("not lost while closed");
      }
      allow(directory, "rwxr-xr-x");
    }
    System.exit(0);
  }

  private static void allow(Path path, String permissions) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
