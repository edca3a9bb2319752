// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.world;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.ingestd.harness.oracle.Wishes.Collecting;
import org.ingestd.harness.world.World.Ground;

/**
 * The daemon's configuration.
 *
 * @param discovery how the source is looked at
 * @param quiet for so long a file must be unchanged
 * @param night empty: datasets are neither limited nor closed
 */
record Settings(String discovery, Duration quiet, Optional<Night> night) {

  static final String SOURCE_RSE = "ONSITE";
  static final String SCOPE = "lst";

  static final Settings SOON = new Settings("rescan: 1s", Duration.ofMillis(200), Optional.empty());

  /**
   * @param expected files of the night
   */
  record Night(Collecting collecting, int expected) {

    private String yaml() {
      return "expected: { count: %d }, datasets: { max-files: %d, close: { expected: true } },"
          .formatted(expected, collecting.files());
    }
  }

  Settings discovering(String other) {
    return new Settings(other, quiet, night);
  }

  Settings quiet(Duration other) {
    return new Settings(discovery, other, night);
  }

  Settings collecting(Night other) {
    return new Settings(discovery, quiet, Optional.of(other));
  }

  void write(Ground ground, URI rucio) throws IOException {
    Path password = ground.folder().resolve("password");
    Files.writeString(password, "pw\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        ground.configuration(),
        """
        instance: harness
        state: %s
        rucio:
          url: %s
          account: ingest
          auth: { username: ingest, password: "${file:%s}" }
        rse: { name: %s, root: %s, scheme: file }
        http: { listen: "127.0.0.1:0" }
        sources:
          - { name: camera, path: %s, %s, complete: { quiet: %dms }, digests: [adler32, md5],
              %s
              naming: { scope: %s, did: "{path}", dataset: "{dir}", %s
                        pattern: '(?<kind>[^.]*).*' },
              metadata: { pattern-groups: true },
              rules: [{ expression: QOS=TAPE }] }
        """
            .formatted(
                ground.state(),
                rucio,
                password,
                SOURCE_RSE,
                ground.data(),
                ground.source(),
                discovery,
                quiet.toMillis(),
                night.map(Night::yaml).orElse(""),
                SCOPE,
                night.map(n -> "container: " + n.collecting.container() + ",").orElse("")));
  }
}
