// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.nio.ByteBuffer;

/**
 * The checksum of FITS (4.0, appendix J): the sum of big-endian 32-bit words in ones' complement,
 * of bytes that come in pieces of any length.
 */
final class OnesSum {

  private static final long WORD = 0xffff_ffffL;

  private long sum;
  private long begun;
  private int begunBytes;

  /** Takes what remains in the piece. */
  void add(ByteBuffer piece) {
    while (begunBytes != 0 && piece.hasRemaining()) {
      addByte(piece.get());
    }
    // Carries wait in the upper half: two words are below 2^33, and a piece has fewer than 2^28.
    long carried = sum;
    while (piece.remaining() >= Long.BYTES) {
      long two = piece.getLong();
      carried += (two >>> Integer.SIZE) + (two & WORD);
    }
    sum = folded(folded(carried));
    while (piece.hasRemaining()) {
      addByte(piece.get());
    }
  }

  private void addByte(byte next) {
    begun = begun << Byte.SIZE | next & 0xff;
    begunBytes++;
    if (begunBytes == Integer.BYTES) {
      sum = folded(sum + begun);
      begun = 0;
      begunBytes = 0;
    }
  }

  private static long folded(long sum) {
    return (sum & WORD) + (sum >>> Integer.SIZE);
  }

  /** Of all whole words so far, as an unsigned 32-bit number. */
  long value() {
    return folded(folded(sum));
  }

  /** Of two sums, as if their bytes had come one after the other. */
  static long together(long one, long other) {
    return folded(folded(one + other));
  }

  /** Whether it is nothing but ones, or nothing but zeros: both are zero in ones' complement. */
  static boolean isZero(long sum) {
    return sum == 0 || sum == WORD;
  }

  void reset() {
    sum = 0;
    begun = 0;
    begunBytes = 0;
  }
}
