// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.sftp;

import static java.util.Objects.requireNonNull;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.ingestd.routes.contract.SftpHost;
import org.ingestd.routes.disk.Offline;
import org.ingestd.routes.disk.SourceAway;
import org.ingestd.routes.sftp.connect.Connector;
import org.ingestd.routes.sftp.connect.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections to one server, by what they are for: a reading of hours never
 * keeps a listing or a look from having its own. Thread-safe.
 */
final class Sessions implements AutoCloseable {

  /** What a connection is for. */
  enum Use {
    LIST(1),
    LOOK(2),
    /** For headers and what lies beside a file: small pieces that a step waits for. */
    PEEK(2),
    READ(4),
    /** Of files so long that all others would wait for them. */
    READ_LONG(2);

    private final int most;

    Use(int most) {
      this.most = most;
    }
  }

  /** So long a server may take for one answer, e.g. for a disk that has to spin up. */
  static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

  private final SftpHost host;
  private final Patience patience;
  private final LongSupplier steadyNanos;
  private final Watchdog watchdog;
  private final Map<Use, Semaphore> free = new EnumMap<>(Use.class);
  private final ConcurrentLinkedDeque<SftpSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param steadyNanos only ever grows, with the seconds that pass
   */
  Sessions(String source, SftpHost host, LongSupplier steadyNanos) {
    this.host = host;
    this.steadyNanos = steadyNanos;
    this.patience = new Patience(steadyNanos);
    this.watchdog = new Watchdog(source, LONGEST_ANSWER.toNanos());
    for (Use use : Use.values()) {
      free.put(use, new Semaphore(use.most, true));
    }
  }

  /** Work that needs a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(SftpSession session) throws IOException;
  }

  /** Why the last try to connect failed, and none is made yet; empty if nothing is known. */
  Optional<Offline> refusal() {
    return patience.refusal();
  }

  /**
   * Does short work that may be repeated: a connection that was lost unnoticed while nobody used it
   * is replaced once.
   *
   * @throws SourceAway if there is no connection to be had
   */
  <T> T with(Use use, Work<T> work) throws IOException {
    try (Lease lease = lease(use)) {
      boolean used = lease.isUsed();
      try {
        return work.on(lease.session());
      } catch (ConnectionLost e) {
        if (!used) {
          throw e;
        }
        return work.on(lease.renewed());
      }
    }
  }

  /** Waits until a connection for this use may be had; to be closed. */
  Lease lease(Use use) throws IOException {
    Semaphore permits = requireNonNull(free.get(use));
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for a connection");
    }
    try {
      return new Lease(permits);
    } catch (IOException | RuntimeException | Error e) {
      permits.release();
      throw e;
    }
  }

  /** The right to use one connection alone. */
  final class Lease implements AutoCloseable {

    private final Semaphore permits;
    private final boolean used;
    private SftpSession session;
    private boolean returned;

    private Lease(Semaphore permits) throws IOException {
      this.permits = permits;
      SftpSession before = usable();
      this.used = before != null;
      this.session = before == null ? connect() : before;
    }

    /** Whether it may have been lost since it was last used. */
    boolean isUsed() {
      return used;
    }

    SftpSession session() {
      return session;
    }

    /** A new connection instead. */
    SftpSession renewed() throws IOException {
      discard(session);
      session = connect();
      return session;
    }

    /** Once: of two who are lent one connection, each would read the other's answers. */
    @Override
    public void close() {
      if (returned) {
        return;
      }
      returned = true;
      if (session.isAlive() && !closed) {
        idle.push(session);
      } else {
        discard(session);
      }
      permits.release();
    }
  }

  private @Nullable SftpSession usable() {
    SftpSession next = idle.poll();
    while (next != null && !next.isAlive()) {
      discard(next);
      next = idle.poll();
    }
    return next;
  }

  private void discard(SftpSession session) {
    watchdog.forget(session);
    session.close();
  }

  private SftpSession connect() throws IOException {
    Optional<Offline> refused = patience.refusal();
    if (refused.isPresent()) {
      throw new SourceAway(refused.get());
    }
    SftpSession fresh = connectNow();
    patience.connected();
    watchdog.watch(fresh);
    if (closed) {
      discard(fresh);
      throw new ConnectionLost(null);
    }
    return fresh;
  }

  private SftpSession connectNow() throws SourceAway {
    Session session;
    try {
      session = new Connector(host).session();
    } catch (JSchException | IllegalArgumentException e) {
      throw away(
          Offline.away("What " + host.address() + " needs cannot be read: " + e.getMessage()), e);
    }
    try {
      session.connect(Connector.TIMEOUT_MILLIS);
      return SftpSession.on(session, new Stopwatch(steadyNanos));
    } catch (JSchException e) {
      throw away(Refusals.of(e, session, host), e);
    }
  }

  private SourceAway away(Offline offline, Exception cause) {
    patience.refused(offline);
    return new SourceAway(offline, cause);
  }

  /** Ends all connections; whoever still waits for an answer gets a lost connection. */
  @Override
  public void close() {
    closed = true;
    watchdog.close();
    idle.clear();
  }
}
