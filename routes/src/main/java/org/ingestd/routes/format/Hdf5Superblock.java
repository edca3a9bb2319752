// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The superblock's end-of-file address against the size (HDF5 file format 3.0, §II.A). The library
 * writes the address when it flushes and cuts the file to it when it closes: until then the two
 * differ.
 */
final class Hdf5Superblock {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /** Where a user block ends: 0, 512, 1024, 2048 … */
  private static final long FIRST_USER_BLOCK = 512;

  private static final int VERSION = 8;
  private static final int OPEN_FOR_WRITING = 0x1 | 0x4;

  private Hdf5Superblock() {}

  static void check(OpenBytes file) throws IOException, Ended {
    long begin = find(file);
    byte[] head = file.all(begin, 16, "the superblock");
    int version = head[VERSION];
    if (version < 0 || version > 3) {
      throw Ended.broken("its superblock has the version " + (version & 0xff));
    }
    boolean old = version < 2;
    int addressBytes = head[old ? 13 : 9];
    if (addressBytes != 2 && addressBytes != 4 && addressBytes != 8) {
      throw Ended.broken("its addresses have " + (addressBytes & 0xff) + " bytes");
    }
    if (version == 3 && (head[11] & OPEN_FOR_WRITING) != 0) {
      throw Ended.notYet("it is marked as open for writing");
    }
    long endField = begin + (old ? 24 + 4 * version : 12) + 2L * addressBytes;
    long end = address(file.all(endField, addressBytes, "the superblock"));
    if (end < 0) {
      throw Ended.notYet("its end is not written yet");
    }
    file.mustReach(end, "by its superblock it");
    if (end < file.size()) {
      throw Ended.notYet("its superblock says " + end + " bytes, the file has " + file.size());
    }
  }

  private static long find(OpenBytes file) throws IOException, Ended {
    for (long at = 0; at < file.size(); at = at == 0 ? FIRST_USER_BLOCK : 2 * at) {
      if (Arrays.equals(file.upTo(at, SIGNATURE.length), SIGNATURE)) {
        return at;
      }
    }
    byte[] first = file.upTo(0, SIGNATURE.length);
    if (OpenBytes.isZeros(first)) {
      throw Ended.notYet("it begins with zeros and has no signature yet");
    }
    if (Arrays.equals(first, Arrays.copyOf(SIGNATURE, first.length))) {
      throw Ended.notYet("its signature is not written to its end");
    }
    throw Ended.broken("it has no HDF5 signature");
  }

  /** Negative if it is undefined, or larger than any file. */
  private static long address(byte[] bytes) {
    if (bytes.length < Long.BYTES && allOnes(bytes)) {
      return -1;
    }
    byte[] eight = Arrays.copyOf(bytes, Long.BYTES);
    return ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static boolean allOnes(byte[] bytes) {
    for (byte b : bytes) {
      if (b != (byte) 0xff) {
        return false;
      }
    }
    return true;
  }
}
