// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.BitSet;
import org.ingestd.rse.Did;

/**
 * Which files the journal says are in which dataset, eight bytes each whatever their number, and
 * which of them Rucio showed there. Filled first, closed, then ticked off.
 */
final class Memberships {

  private static final long PRIME = 0x100000001b3L;

  private long[] hashes = new long[1024];
  private int count;
  private BitSet seen = new BitSet();

  void add(Did dataset, Did file) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count++] = hash(dataset, file);
  }

  void close() {
    Arrays.sort(hashes, 0, count);
    seen = new BitSet(count);
  }

  /** Rucio shows it. */
  void tick(Did dataset, Did file) {
    int at = Arrays.binarySearch(hashes, 0, count, hash(dataset, file));
    if (at >= 0) {
      seen.set(at);
    }
  }

  /** Whether there is one that was not ticked off. */
  boolean isOpen() {
    return open() < count;
  }

  private int open() {
    return next(0);
  }

  private int next(int from) {
    int at = seen.nextClearBit(from);
    while (at < count && isTwin(at)) {
      at = seen.nextClearBit(at + 1);
    }
    return at;
  }

  /** The same file twice in the journal: the search ticks only one of them. */
  private boolean isTwin(int at) {
    return (at > 0 && hashes[at - 1] == hashes[at] && seen.get(at - 1))
        || (at + 1 < count && hashes[at + 1] == hashes[at] && seen.get(at + 1));
  }

  /** Whether this one was added and not ticked off, unless its hash is another's too. */
  boolean isOpen(Did dataset, Did file) {
    int at = Arrays.binarySearch(hashes, 0, count, hash(dataset, file));
    return at >= 0 && !seen.get(at) && !isTwin(at);
  }

  /** FNV-1a, mixed so that names that count up do not cluster. */
  private static long hash(Did dataset, Did file) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (dataset + "\n" + file).getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * PRIME;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 29);
  }
}
