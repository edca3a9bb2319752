// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ingestd.routes.Given;
import org.ingestd.routes.Ingest;
import org.ingestd.routes.Installation;
import org.ingestd.routes.contract.IngestSettings;
import org.ingestd.routes.contract.Location;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.testbed.sshd.OpenSshServer;

/** An installation whose one source is read over a real SSH server. */
final class RemoteSite implements AutoCloseable {

  final Installation here;
  final OpenSshServer server;
  final Path knownHosts;
  private final Given given;

  RemoteSite(Path home, UnaryOperator<Given> change) throws IOException, InterruptedException {
    here = new Installation(home);
    server = OpenSshServer.start(home.resolve("ssh"));
    knownHosts = server.knownHosts(home.resolve("known_hosts"));
    given = change.apply(Given.at(here.data));
  }

  SftpHost host() {
    return new SftpHost(
        new SftpHost.Address(server.user(), "127.0.0.1", server.port()),
        new SftpHost.SignIn.Key(server.userKey()),
        knownHosts);
  }

  Location.Remote location() {
    return new Location.Remote(here.data, here.data, host());
  }

  IngestSettings settings() {
    return given.settings(here.state(), List.of(given.source(location())));
  }

  Ingest start() {
    return here.start(settings());
  }

  @Override
  public void close() throws IOException {
    here.close();
    server.close();
  }
}
