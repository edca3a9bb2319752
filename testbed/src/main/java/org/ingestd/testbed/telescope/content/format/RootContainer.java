// SPDX-License-Identifier: Apache-2.0
package org.ingestd.testbed.telescope.content.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The header of a ROOT file and a payload that says that it is none.
 *
 * <p>A real one needs ROOT's own streamers. This has the 63 bytes that tools recognise (magic,
 * version, first-record offset, end of file; ROOT's TFile documentation, "File header"), so that
 * {@code file} calls it ROOT, and no record; ROOT itself will open it as damaged.
 */
public final class RootContainer implements Content {

  private static final int FIRST_RECORD = 100;
  private static final int VERSION = 62_400;
  private static final byte[] HONEST_WORDS =
      "ingestd mock telescope: a ROOT file header and random bytes, no ROOT records\n"
          .getBytes(US_ASCII);

  /** No container is smaller than this. */
  public static final int SMALLEST = FIRST_RECORD + HONEST_WORDS.length;

  private final long size;
  private final long seed;

  public RootContainer(long size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Random random = new Random(seed);
    out.write(header(random));
    out.write(HONEST_WORDS);
    RandomBytes.write(out, random, size - SMALLEST);
    out.flush();
  }

  private byte[] header(Random random) {
    int end = (int) Math.min(Integer.MAX_VALUE, size);
    byte[] uuid = new byte[16];
    random.nextBytes(uuid);
    return ByteBuffer.allocate(FIRST_RECORD)
        .put("root".getBytes(US_ASCII))
        .putInt(VERSION)
        .putInt(FIRST_RECORD)
        .putInt(end)
        .putInt(end) // free list begins at the end of file
        .putInt(0) // bytes of the free list
        .putInt(1) // free segments
        .putInt(0) // bytes of the name record
        .put((byte) 4) // bytes of a file pointer
        .putInt(1) // compression level
        .putInt(0) // no streamer records
        .putInt(0)
        .putShort((short) 1) // version of the UUID class
        .put(uuid)
        .array();
  }
}
