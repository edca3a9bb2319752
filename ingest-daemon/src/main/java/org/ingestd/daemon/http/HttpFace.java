// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The daemon's HTTP server: page, API, metrics, health. It shows; what may be done is done to
 * single files, by those who show the token ({@link FileActs}). It listens where it is told, which
 * the configuration allows on loopback only; requests that name another host are refused all the
 * same, so that a page elsewhere cannot reach it through a browser (DNS rebinding).
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
   * @param listen port 0 takes any free port
   * @throws IOException if the address is taken or not ours
   */
  public static HttpFace start(InetSocketAddress listen, Showing showing, Insight insight)
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
    server.setHandler(new Doorkeeper(new Pages(showing, insight)));
    // Nothing that is shown needs draining, and watchers of events would never end by themselves.
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException("Cannot listen on " + listen + ": " + e.getMessage(), e);
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
