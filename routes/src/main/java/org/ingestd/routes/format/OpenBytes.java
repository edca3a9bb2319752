// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Bytes of an open file, by their offset. */
record OpenBytes(SeekableByteChannel channel, long size) {

  /**
   * @param what stands in the words if the file ends before
   */
  byte[] all(long offset, int length, String what) throws IOException, Ended {
    byte[] bytes = upTo(offset, length);
    if (bytes.length < length) {
      throw Ended.notYet(what + " ends at " + (offset + length) + ", the file at " + size);
    }
    return bytes;
  }

  /** Fewer than {@code length} only at the end of the file. */
  byte[] upTo(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(offset);
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  void mustReach(long end, String what) throws Ended {
    if (end > size) {
      throw Ended.notYet(what + " ends at " + end + ", the file at " + size);
    }
  }

  static boolean isZeros(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The length in whole blocks, in bytes. */
  static long padded(long bytes, int block) {
    return Math.multiplyExact(-Math.floorDiv(-bytes, (long) block), block);
  }
}
