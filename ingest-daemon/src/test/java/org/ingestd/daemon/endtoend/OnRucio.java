// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.ingestd.daemon.config.Configuration;
import org.ingestd.daemon.running.Daemon;
import org.ingestd.journal.life.FileState;
import org.ingestd.routes.contract.SilentListener;
import org.ingestd.testbed.bed.RucioBed;

/**
 * A daemon in this process with one source on a real Rucio, as the account clerk, who is no
 * administrator.
 *
 * @param name of the source, its directory, and what all its DIDs begin with
 * @param home of configuration and state
 */
record OnRucio(RucioBed bed, Path home, String name) {

  /** The instrument's directory. */
  Path source() {
    return bed.onsite().resolve(name);
  }

  /**
   * @param more lines of the source: YAML, indented by six
   */
  Configuration configuration(String more) throws Exception {
    Files.createDirectories(source());
    Path password = Files.writeString(home.resolve("password"), "pw");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path file = home.resolve("ingestd.yaml");
    Files.writeString(
        file,
        """
        instance: %s
        state: %s
        rucio:
          url: %s
          account: clerk
          auth: { username: clerk, password: "${file:%s}" }
        rse: { name: ONSITE, root: %s }
        http: { listen: "127.0.0.1:0" }
        sources:
          - name: %s
            path: %s
            rescan: 1s
            complete: { quiet: 200ms }
        %s"""
            .formatted(
                name,
                home.resolve("state"),
                bed.url(),
                password,
                bed.onsite(),
                name,
                source(),
                more.indent(4)));
    return Configuration.read(file);
  }

  static Daemon start(Configuration configuration) throws Exception {
    return Daemon.start(configuration, Clock.systemUTC(), new SilentListener());
  }

  void write(String file) throws IOException {
    Files.writeString(source().resolve(file), "content of " + file);
  }

  static long safe(Daemon daemon) {
    return daemon.journal().census().tallies().values().stream()
        .flatMap(tallies -> tallies.entrySet().stream())
        .filter(tally -> tally.getKey() == FileState.SAFE)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }
}
