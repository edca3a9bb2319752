// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.catalogue.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ingestd.testbed.catalogue.calls.Tokens;
import org.ingestd.testbed.catalogue.exchange.Call;
import org.ingestd.testbed.catalogue.exchange.Operation;
import org.ingestd.testbed.catalogue.wire.ServerVersion;

/** The HTTP server on a loopback port. Thread-safe. */
public final class CatalogueServer implements AutoCloseable {

  private static final int MOST_THREADS = 32;

  private final Server server;
  private final ServerConnector connector;
  private final Optional<ServerConnector> tls;

  /**
   * Where it listens.
   *
   * @param port of plain HTTP; 0: a free one
   */
  public record Doors(int port, Optional<TlsDoor> tls) {}

  /** What the server speaks for. */
  public record Core(Map<Operation, Call> calls, Tokens tokens, ServerVersion version) {}

  /**
   * @param afterChange is run after every call that may have changed the catalogue
   */
  public CatalogueServer(Core core, Switchboard switchboard, Runnable afterChange, Doors doors) {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("catalogue-http");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    // Names carry encoded slashes and may begin with one: such paths are ambiguous to a careful
    // server and daily bread to this one.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setPort(doors.port());
    server.addConnector(connector);
    tls = doors.tls().map(door -> door.connector(server, configuration));
    tls.ifPresent(server::addConnector);
    Dispatcher dispatcher = new Dispatcher(core.calls, core.tokens, core.version);
    server.setHandler(new CatalogueHandler(dispatcher, switchboard, afterChange));
    server.setStopTimeout(0);
  }

  /**
   * @throws IOException if the port is taken
   */
  public void start() throws IOException {
    try {
      server.start();
      // An outage ends on the same port.
      connector.setPort(connector.getLocalPort());
      tls.ifPresent(door -> door.setPort(door.getLocalPort()));
    } catch (IOException refused) {
      throw refused;
    } catch (Exception failed) {
      throw new IOException("The catalogue does not start", failed);
    }
  }

  public int port() {
    return connector.getPort();
  }

  public int tlsPort() {
    return tls.orElseThrow(() -> new IllegalStateException("No door over TLS")).getPort();
  }

  /** From now on connections are refused, and the open ones are gone. */
  public synchronized void refuse() {
    switchConnector(connector, false);
    tls.ifPresent(door -> switchConnector(door, false));
  }

  /** Ends {@link #refuse}. */
  public synchronized void accept() {
    switchConnector(connector, true);
    tls.ifPresent(door -> switchConnector(door, true));
  }

  private static void switchConnector(ServerConnector door, boolean on) {
    try {
      if (on && !door.isStarted()) {
        door.start();
      } else if (!on && door.isStarted()) {
        door.stop();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(
          "The outage could not be switched " + (on ? "off" : "on"), failed);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("The catalogue does not stop", failed);
    }
  }
}
