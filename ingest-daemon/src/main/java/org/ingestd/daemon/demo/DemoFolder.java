// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.ingestd.daemon.terminal.Exit;
import org.ingestd.daemon.terminal.VerbFailed;
import org.ingestd.testbed.telescope.content.Profile;
import org.jspecify.annotations.Nullable;

/** Everything that a demonstration writes: data, storage, the daemon's state, its configuration. */
final class DemoFolder {

  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  /**
   * @param wanted null: a temporary one
   * @throws VerbFailed if something lies there already
   */
  static DemoFolder make(@Nullable Path wanted) throws IOException, VerbFailed {
    Path path =
        wanted == null
            ? Files.createTempDirectory("ingestd-demo-")
            : Files.createDirectories(wanted.toAbsolutePath().normalize());
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new VerbFailed(
            Exit.CANNOT_CREATE, path + " is not empty; name a directory that is or is not there.");
      }
    }
    DemoFolder folder = new DemoFolder(path);
    for (Profile profile : Profile.values()) {
      Files.createDirectories(folder.data().resolve(profile.folder()));
    }
    Files.createDirectories(folder.storage());
    return folder;
  }

  Path path() {
    return path;
  }

  /** What the telescope writes. */
  Path data() {
    return path.resolve("data");
  }

  /** Where the RSEs of the catalogue lie. */
  Path storage() {
    return path.resolve("storage");
  }

  Path manifest() {
    return path.resolve("manifest.jsonl");
  }

  Path configuration() {
    return path.resolve("ingestd.yaml");
  }

  /** One source for each instrument; the file that all other verbs can be tried with. */
  void configure(URI catalogue, String listen) throws IOException {
    Path password = path.resolve("password");
    Files.writeString(password, "pw\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        # Written by 'ingestd demo'. The catalogue was a part of that process and is gone.
        instance: demo
        state: %1$s/state
        rucio:
          url: %2$s
          account: ingest
          auth: { username: ingest, password: "${file:%1$s/password}" }
        rse: { name: ONSITE, root: %1$s/data, scheme: file }
        http: { listen: "%3$s" }
        sources:
        """
            .formatted(path, catalogue, listen));
    for (Profile profile : Profile.values()) {
      yaml.append(source(profile));
    }
    Files.writeString(configuration(), yaml);
  }

  private String source(Profile profile) {
    return """
          - name: %1$s
            path: %2$s/%3$s
            include: ["**/*%4$s"]
            rescan: 2s
            complete: { quiet: 1s }
            naming:
              pattern: '%5$s'
              scope: %1$s
              dataset: "%3$s/{night}"
              night: { zone: Atlantic/Canary }
            rules:
              - { expression: QOS=TAPE, activity: T0 Tape }
              - { expression: QOS=DISK, activity: T0 Export }
        """
        .formatted(
            profile.key(),
            data(),
            profile.folder(),
            profile.suffix(),
            profile.namePattern().replace("'", "''"));
  }

  void delete() throws IOException {
    PathUtils.deleteDirectory(path);
  }
}
