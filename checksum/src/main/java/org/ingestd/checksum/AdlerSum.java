// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

/**
 * The Adler-32 of a file out of the Adler-32s of its blocks, added in any order (RFC 1950 §8.2). A
 * byte {@code d} at offset {@code i} of {@code n} adds {@code d} to the low half and {@code (n - i)
 * d} to the high half; the block's own high half knows the distance to the block's end, and what
 * lies behind the block is a multiple of its low half. All of it is addition, so nothing has to
 * wait for its neighbour and nothing is kept per block. Thread-safe.
 */
final class AdlerSum {

  private static final int BASE = 65521;

  private final long size;
  private long low = 1;
  private long high;

  /**
   * @param size bytes of the whole file
   */
  AdlerSum(long size) {
    this.size = size;
    this.high = size % BASE;
  }

  /**
   * @param adler the block's own Adler-32, as {@link java.util.zip.Adler32} gives it
   */
  synchronized void add(long offset, long length, long adler) {
    long blockLow = (adler & 0xffff) + BASE - 1;
    long blockHigh = (adler >>> 16) + BASE - length % BASE;
    long behind = (size - offset - length) % BASE;
    low = (low + blockLow) % BASE;
    high = (high + blockHigh + behind * blockLow) % BASE;
  }

  /** The whole file's value, once each of its bytes was in exactly one block. */
  synchronized long value() {
    return high << 16 | low;
  }
}
