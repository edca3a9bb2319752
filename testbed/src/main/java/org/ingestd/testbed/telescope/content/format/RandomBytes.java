// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;

/** Noise in any length from bounded memory. */
final class RandomBytes {

  private static final int BLOCK = 64 * 1024;

  private RandomBytes() {}

  static void write(OutputStream out, Random random, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long left = bytes; left > 0; left -= block.length) {
      random.nextBytes(block);
      out.write(block, 0, (int) Math.min(block.length, left));
    }
  }
}
