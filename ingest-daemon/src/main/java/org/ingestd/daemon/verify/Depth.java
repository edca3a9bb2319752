// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.util.random.RandomGenerator;

/**
 * Of which files all bytes are read again: all, none, or so many drawn at random from all, each
 * with the same chance.
 */
final class Depth {

  private final RandomGenerator random;
  private long wanted;
  private long left;

  private Depth(long wanted, long left, RandomGenerator random) {
    this.wanted = wanted;
    this.left = left;
    this.random = random;
  }

  static Depth all() {
    return new Depth(Long.MAX_VALUE, Long.MAX_VALUE, RandomGenerator.getDefault());
  }

  static Depth none() {
    return new Depth(0, 0, RandomGenerator.getDefault());
  }

  /**
   * @param files how many there are about
   */
  static Depth sample(long wanted, long files, RandomGenerator random) {
    return new Depth(wanted, files, random);
  }

  /** Whether the next file is to be read. */
  boolean next() {
    if (wanted == Long.MAX_VALUE) {
      return true;
    }
    boolean taken = wanted > 0 && (left <= wanted || random.nextLong(left) < wanted);
    left = Math.max(0, left - 1);
    wanted -= taken ? 1 : 0;
    return taken;
  }
}
