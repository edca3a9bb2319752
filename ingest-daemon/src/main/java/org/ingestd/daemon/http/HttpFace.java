// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ingestd.daemon.http.door.Callers;
import org.ingestd.daemon.http.door.Doorkeeper;
import org.ingestd.daemon.http.door.RemoteDoor;
import org.ingestd.daemon.http.door.WrongTokens;

/**
 * The daemon's HTTP server: page, API, metrics, health. It shows; what may be done is done to
 * single files, by those who show a token ({@link FileActs}). It listens on this machine and, where
 * that is wished, over TLS for others ({@link RemoteDoor}); requests that name another host are
 * refused all the same, so that a page elsewhere cannot reach it through a browser (DNS rebinding).
 */
public final class HttpFace implements AutoCloseable {

  /** Page, scrapes, a few watchers of events; each watcher holds a thread. */
  private static final int THREADS = 24;

  private final Server server;
  private final ServerConnector connector;

  private HttpFace(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * @param listen on this machine; port 0 takes any free port
   * @param remote for other machines
   * @param wrong remembers who showed wrong tokens
   * @throws IOException if the address is taken or not ours
   */
  public static HttpFace start(
      InetSocketAddress listen,
      Optional<RemoteDoor> remote,
      Showing showing,
      Insight insight,
      WrongTokens wrong)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(listen.getAddress().getHostAddress());
    connector.setPort(listen.getPort());
    server.addConnector(connector);
    remote.ifPresent(door -> server.addConnector(door.connector(server)));
    Callers callers =
        new Callers(showing.acting().token(), remote.flatMap(RemoteDoor::tokens), wrong);
    server.setHandler(new Doorkeeper(new Pages(showing, insight, callers), callers));
    // Nothing that is shown needs draining, and watchers of events would never end by themselves.
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (IOException e) {
      String places = listen + remote.map(door -> " and " + door.listen()).orElse("");
      throw new IOException("Cannot listen on " + places + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server does not start", e);
    }
    return new HttpFace(server, connector);
  }

  /** Where the page is, with the port that was really taken. */
  public URI url() {
    String host = connector.getHost();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort()
            + "/");
  }

  /** The port that other machines come to; empty if they are not served. */
  public OptionalInt remotePort() {
    return Arrays.stream(server.getConnectors())
        .map(ServerConnector.class::cast)
        .filter(each -> each != connector)
        .mapToInt(ServerConnector::getLocalPort)
        .findFirst();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("The HTTP server does not stop", e);
    }
  }
}
