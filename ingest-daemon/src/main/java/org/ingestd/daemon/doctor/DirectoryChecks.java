// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.routes.contract.SourceSettings;

/** The sources' directories on disk. */
final class DirectoryChecks {

  /** As long as a client of NFS may show old attributes (acregmax, nfs(5)). */
  private static final Duration ATTRIBUTE_CACHE = Duration.ofSeconds(60);

  private final Diagnosis diagnosis;

  DirectoryChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  void check(SourceSettings source) {
    String name = "source " + source.name();
    Path path = source.path();
    if (!Files.isDirectory(path)) {
      diagnosis.fail(
          Exit.PARTLY, name, path + " is no directory", "Mount it, or correct the source's path.");
      return;
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      diagnosis.fail(
          Exit.NOT_PERMITTED,
          name,
          path + " cannot be read by this user",
          "Give the daemon's user read access to it and all below.");
      return;
    }
    if (Files.isWritable(path)) {
      diagnosis.warn(
          name,
          path + " can be written by this user",
          "ingestd never does; still, a user without the right cannot do harm.");
    } else {
      diagnosis.ok(name, path + " can be read, and not written");
    }
    fileSystem(name, source);
  }

  private void fileSystem(String name, SourceSettings source) {
    try {
      String type = Files.getFileStore(source.path()).type();
      if (!HostChecks.NETWORK.matcher(type).matches()) {
        return;
      }
      if (source.completeness().quiet().compareTo(ATTRIBUTE_CACHE) < 0) {
        diagnosis.warn(
            name,
            "it lies on " + type + ", whose attributes may be a minute old",
            "Set complete.quiet to more than 60s.");
      }
      if (source.discovery().watch() == SourceSettings.Watch.EVENTS) {
        diagnosis.warn(
            name, "it lies on " + type + ", which sends no events", "Set watch to auto or poll.");
      }
    } catch (IOException e) {
      diagnosis.fail(Exit.IO, name, "its file system does not answer: " + e, "Look at the mount.");
    }
  }
}
