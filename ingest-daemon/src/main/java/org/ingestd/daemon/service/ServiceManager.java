// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of sd_notify(3). Where nobody listens, nothing is said; a service manager that cannot
 * be reached is told of once in the log and never ends the daemon. For any thread.
 */
public final class ServiceManager implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ingestd");

  /** systemd shows one line; longer ones only hide its end. */
  private static final int LONGEST_STATUS = 200;

  private static final long MICROS = 1_000;

  private final @Nullable NotifySocket socket;
  private final Optional<Duration> watchdog;
  private boolean told;

  private ServiceManager(@Nullable NotifySocket socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * @param environment with NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID where systemd set them
   * @param pid of this process: a watchdog set for another is not ours
   */
  public static ServiceManager of(Map<String, String> environment, long pid) {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (name.isEmpty()) {
      return new ServiceManager(null, Optional.empty());
    }
    try {
      return new ServiceManager(NotifySocket.open(name), watchdog(environment, pid));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The service manager's socket {} cannot be used: {}.", name, e.toString());
      return new ServiceManager(null, Optional.empty());
    }
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String whose = environment.getOrDefault("WATCHDOG_PID", "");
    if (micros.isEmpty() || !(whose.isEmpty() || whose.equals(Long.toString(pid)))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), MICROS)))
          .filter(limit -> !limit.isZero() && !limit.isNegative());
    } catch (ArithmeticException | NumberFormatException e) {
      LOG.warn("WATCHDOG_USEC is no number of microseconds: {}.", micros);
      return Optional.empty();
    }
  }

  /** Whether anybody listens. */
  public boolean listens() {
    return socket != null;
  }

  /** How long it may hear nothing before it kills the process; empty if it does not watch. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /**
   * The service has started.
   *
   * @return whether that was heard, or nobody wants to hear it
   */
  public boolean ready() {
    return tell("READY=1");
  }

  /** The configuration is read again; {@link #ready} ends it. */
  public void reloading() {
    tell("RELOADING=1");
  }

  public void stopping() {
    tell("STOPPING=1");
  }

  /** The steps make progress. */
  public void alive() {
    tell("WATCHDOG=1");
  }

  /** Starting, reloading or stopping may take so much longer from now on. */
  public void extend(Duration byAtMost) {
    tell("EXTEND_TIMEOUT_USEC=" + byAtMost.toNanos() / MICROS);
  }

  /** What {@code systemctl status} shows. */
  public void status(String sentence) {
    String line = sentence.replaceAll("\\p{Cntrl}+", " ");
    tell("STATUS=" + line.substring(0, Math.min(line.length(), LONGEST_STATUS)));
  }

  private synchronized boolean tell(String line) {
    if (socket == null) {
      return true;
    }
    try {
      socket.send(line);
      told = false;
      return true;
    } catch (IOException e) {
      if (!told) {
        LOG.warn("The service manager does not hear {}: {}.", line, e.toString());
        told = true;
      }
      return false;
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.warn("The service manager's socket cannot be closed: {}.", e.toString());
    }
  }
}
