// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.http.door;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ingestd.routes.contract.IngestListener;

/**
 * Slows down whoever tries tokens: from an address that showed five wrong ones within a minute none
 * is looked at for the next minute. Many addresses together do not fare better: once sixty wrong
 * ones have come within a minute, the first one is enough for an address to wait. An address that
 * showed no wrong one never waits, so nobody can lock out others from elsewhere. Memory is bounded:
 * of many addresses the one that would be let go first is forgotten. Thread-safe.
 */
public final class WrongTokens {

  static final int ALLOWED = 5;
  static final int ALLOWED_IN_TOTAL = 60;
  static final int MOST_PLACES = 1_000;
  static final Duration WITHIN = Duration.ofMinutes(1);

  /** What whoever has one address has of an IPv6 network. */
  private static final int NETWORK_BYTES = 8;

  private final InstantSource clock;
  private final IngestListener listener;

  /** In the order in which they are forgotten. */
  private final Map<ByteBuffer, Shown> places = new LinkedHashMap<>();

  private Shown total = new Shown(0, Instant.MIN);

  /** So many wrong tokens, which are forgotten then. */
  private record Shown(int times, Instant until) {

    Shown andOneMore(Instant now) {
      return now.isBefore(until) ? new Shown(times + 1, until) : new Shown(1, now.plus(WITHIN));
    }
  }

  /**
   * @param clock that nobody sets
   * @param listener is told of each token that is not taken
   */
  public WrongTokens(InstantSource clock, IngestListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** A wrong token came from there. */
  void came(InetAddress from) {
    count(place(from));
    listener.tokenRefused(from.getHostAddress(), false);
  }

  /** A token came from there and was not looked at. */
  void passedOver(InetAddress from) {
    listener.tokenRefused(from.getHostAddress(), true);
  }

  private synchronized void count(ByteBuffer place) {
    Instant now = clock.instant();
    forget(now);
    total = total.andOneMore(now);
    Shown before = places.get(place);
    Shown shown = before == null ? new Shown(1, now.plus(WITHIN)) : before.andOneMore(now);
    if (shown.times() == ALLOWED) {
      // The wait begins with the last one; who is let go last is forgotten last.
      places.remove(place);
      shown = new Shown(ALLOWED, now.plus(WITHIN));
    }
    places.put(place, shown);
    if (places.size() > MOST_PLACES) {
      Iterator<ByteBuffer> first = places.keySet().iterator();
      first.next();
      first.remove();
    }
  }

  private void forget(Instant now) {
    Iterator<Shown> all = places.values().iterator();
    while (all.hasNext() && !now.isBefore(all.next().until())) {
      all.remove();
    }
  }

  /** For how long no token from there is looked at; empty: the next one is. */
  synchronized Optional<Duration> wait(InetAddress from) {
    Instant now = clock.instant();
    Shown shown = places.get(place(from));
    int allowed = now.isBefore(total.until()) && total.times() >= ALLOWED_IN_TOTAL ? 1 : ALLOWED;
    return shown == null || shown.times() < allowed || !now.isBefore(shown.until())
        ? Optional.empty()
        : Optional.of(Duration.between(now, shown.until()));
  }

  /** How many addresses are remembered. */
  synchronized int remembered() {
    return places.size();
  }

  private static ByteBuffer place(InetAddress from) {
    byte[] bytes = from.getAddress();
    return from instanceof Inet6Address
        ? ByteBuffer.wrap(bytes, 0, NETWORK_BYTES)
        : ByteBuffer.wrap(bytes);
  }
}
