// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.ingestd.rse.Did;

/**
 * Finds DIDs that come more than once among millions, in eight bytes each: hashes are kept, sorted,
 * and equal neighbours looked for. Equal hashes of different DIDs are told apart in a second look.
 */
final class SharedNames {

  private long[] hashes = new long[1024];
  private int count;

  void add(Did did) {
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, count * 2);
    }
    hashes[count++] = hash(did);
  }

  /** Nothing may be added after this. */
  void close() {
    Arrays.sort(hashes, 0, count);
    int shared = 0;
    for (int i = 1; i < count; i++) {
      boolean again = hashes[i] == hashes[i - 1];
      if (again && (shared == 0 || hashes[shared - 1] != hashes[i])) {
        hashes[shared++] = hashes[i];
      }
    }
    count = shared;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** After {@link #close}: whether this DID, or another of the same hash, came more than once. */
  boolean mayHold(Did did) {
    return Arrays.binarySearch(hashes, 0, count, hash(did)) >= 0;
  }

  /** FNV-1a over the bytes, then mixed so that names that count up do not cluster. */
  private static long hash(Did did) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : did.toString().getBytes(UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 29);
  }
}
