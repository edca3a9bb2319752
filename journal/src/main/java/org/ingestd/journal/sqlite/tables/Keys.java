// SPDX-License-Identifier: Apache-2.0
package org.ingestd.journal.sqlite.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.ingestd.rse.Did;

/**
 * Short hashes by which rows are found. They only lead to candidates, which are compared in full;
 * so 48 bits (six bytes in SQLite) and 32 bits are enough, and a row is 12 bytes shorter.
 */
final class Keys {

  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Keys() {}

  /** Of the directory that the path lies in. */
  static long directory(int source, byte[] path) {
    return mixed(hash(FNV_START ^ source, path, 0, nameStart(path))) >> 16;
  }

  static int name(byte[] path) {
    return (int) mixed(hash(FNV_START, path, nameStart(path), path.length));
  }

  static long did(Did did) {
    byte[] name = did.name().getBytes(UTF_8);
    byte[] scope = did.scope().getBytes(UTF_8);
    return mixed(hash(hash(FNV_START, scope, 0, scope.length), name, 0, name.length)) >> 16;
  }

  private static int nameStart(byte[] path) {
    int at = path.length;
    while (at > 0 && path[at - 1] != '/') {
      at--;
    }
    return at;
  }

  private static long hash(long start, byte[] bytes, int from, int to) {
    long hash = start;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (bytes[i] & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  /** FNV leaves its high bits poor; these are the last steps of MurmurHash3. */
  private static long mixed(long hash) {
    long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
