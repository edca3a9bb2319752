// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.routes.contract.SourceSettings;
import org.ingestd.routes.disk.Look;
import org.ingestd.routes.disk.MountTable;
import org.ingestd.rse.RawPath;

/** The sources' directories on disk. */
final class DirectoryChecks {

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
    sentinel(name, source);
    fileSystem(name, source);
  }

  private void sentinel(String name, SourceSettings source) {
    source
        .discovery()
        .sentinel()
        .filter(sentinel -> !isThere(source.path(), sentinel))
        .ifPresent(
            sentinel ->
                diagnosis.fail(
                    Exit.PARTLY,
                    name,
                    "its sentinel " + sentinel + " is not there, so the source would be OFFLINE",
                    "Mount the disk; if it is the right one, make the file there once."));
  }

  private static boolean isThere(Path source, RawPath sentinel) {
    return Look.below(source, sentinel.under(source)) instanceof Look.Regular;
  }

  /** Its directory may have gone since it was looked at. */
  void fileSystem(String name, SourceSettings source) {
    try {
      String type = Files.getFileStore(source.path()).type();
      if (!HostChecks.NETWORK.matcher(type).matches()) {
        return;
      }
      List<String> options =
          MountTable.ofKernel()
              .holding(source.path().toRealPath())
              .map(MountTable.Mounted::options)
              .orElse(List.of());
      network(name, source, type, options);
    } catch (IOException e) {
      diagnosis.fail(
          Exit.IO,
          name,
          "its file system does not answer: " + e,
          "Look at the mount; in a chroot, mount its root directory onto itself.");
    }
  }

  /**
   * @param type of a network file system
   * @param options that it is mounted with
   */
  void network(String name, SourceSettings source, String type, List<String> options) {
    Duration stale = AttributeCache.longest(options);
    if (source.completeness().quiet().compareTo(stale) <= 0) {
      diagnosis.warn(
          name,
          "it lies on " + type + ", whose attributes may be " + stale.toSeconds() + "s old",
          "Set complete.quiet to more than " + stale.toSeconds() + "s.");
    }
    if (options.contains("soft")) {
      diagnosis.warn(
          name,
          "it lies on " + type + " mounted soft: a server that is slow looks like a broken disk",
          "Mount it hard (nfs(5)).");
    }
    if (source.discovery().watch() == SourceSettings.Watch.EVENTS) {
      diagnosis.warn(
          name, "it lies on " + type + ", which sends no events", "Set watch to auto or poll.");
    }
  }
}
