// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a server that speaks plain HTTP/1.1, an embedded catalogue or a real
 * Rucio, and spoils exchanges as it is told. Reads every message whole, so it is for calls and not
 * for bulk data. Thread-safe; all its threads are daemons and end with {@link #close}.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BACKLOG = 128;

  private final ServerSocket listening;
  private final InetSocketAddress server;
  private final long seed;
  private final Doses doses;
  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private FaultProxy(ServerSocket listening, URI server, long seed) {
    this.listening = listening;
    this.server = new InetSocketAddress(server.getHost(), server.getPort());
    this.seed = seed;
    this.doses = new Doses(seed);
  }

  /**
   * Listens on a free loopback port; spoils nothing yet.
   *
   * @param server {@code http://host:port}
   * @param seed of all chance; print {@code toString()} in the test, so that it can be repeated
   * @throws UncheckedIOException if no port is free
   */
  public static FaultProxy before(URI server, long seed) {
    try {
      ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(listening, server, seed);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("No fault proxy before " + server, e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** From now on. Several doses may strike one exchange; they work in the order of giving. */
  public FaultProxy give(Dose dose) {
    doses.give(dose);
    return this;
  }

  /** Nothing is spoilt any more; exchanges held in a blackhole are reset. */
  public void clear() {
    doses.clear();
  }

  /** How many exchanges were spoilt so far. */
  public long struck() {
    return doses.struck();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        // The only way in which accept ends; the loop looks.
      }
    }
  }

  private void serve(Socket client) {
    try (Socket closing = client;
        Passage passage = new Passage(closing, server, doses)) {
      passages.add(passage);
      try {
        passage.pass();
      } finally {
        passages.remove(passage);
      }
    } catch (IOException ended) {
      // One side went: the other sees its connection closed, which is all that a proxy can say.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      doses.clear();
      for (Passage passage : passages) {
        passage.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The fault proxy does not close", e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public String toString() {
    return "fault proxy, seed " + seed + ", before " + server;
  }
}
