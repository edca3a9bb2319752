// SPDX-License-Identifier: Apache-2.0
package org.ingestd.benchmarks.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** State and configuration of one daemon; its data may lie anywhere. */
record DaemonFolder(Path path, int port) {

  static final String SOURCE = "benchmark";

  static DaemonFolder make(Path path) throws IOException {
    Files.createDirectories(path);
    return new DaemonFolder(path, freePort());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** An address where nobody listens. */
  static URI nobody() throws IOException {
    return URI.create("http://127.0.0.1:" + freePort());
  }

  Path state() {
    return path.resolve("state");
  }

  Path log() {
    return path.resolve("daemon.log");
  }

  String configuration() {
    return path.resolve("ingestd.yaml").toString();
  }

  /**
   * One source.
   *
   * @param data below which all files of the source lie
   * @param settings more keys of the source, indented by four
   */
  void configure(URI rucio, Path data, String settings) throws IOException {
    Path password = path.resolve("password");
    Files.writeString(password, "pw\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    String yaml =
        """
        instance: benchmark
        state: %1$s/state
        rucio:
          url: %2$s
          account: ingest
          auth: { username: ingest, password: "${file:%1$s/password}" }
        rse: { name: ONSITE, root: %3$s, scheme: file }
        http: { listen: "127.0.0.1:%4$d" }
        sources:
          - name: %6$s
            path: %3$s
            naming: { scope: lst, dataset: "{dir}" }
        %5$s"""
            .formatted(path, rucio, data, port, settings.indent(4), SOURCE);
    Files.writeString(Path.of(configuration()), yaml);
  }
}
