// SPDX-License-Identifier: Apache-2.0
package org.ingestd.checksum;

import java.nio.ByteBuffer;

/**
 * How much of a file is whole pages of zeros. A hole reads so, and so does room that was reserved
 * and never written. Java does not tell how many blocks a file has been given, and that number is
 * small for compressing file systems too; what was read anyway tells as much, at one comparison of
 * eight bytes a page.
 */
final class ZeroPages {

  static final int PAGE = 4096;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PAGE).asReadOnlyBuffer();

  private ZeroPages() {}

  /** The bytes in pages of zeros, counted from the buffer's beginning. */
  static long in(ByteBuffer block) {
    long zeros = 0;
    for (int at = 0; at + PAGE <= block.limit(); at += PAGE) {
      if (block.getLong(at) == 0 && ZEROS.mismatch(block.slice(at, PAGE)) < 0) {
        zeros += PAGE;
      }
    }
    return zeros;
  }
}
