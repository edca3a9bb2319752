// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The header of an entry, with a checksum that is right.
 *
 * @param type the byte {@code typeflag}
 * @param size as it stands in the header
 */
record TarHeader(char type, long size, boolean isSparseWithMap) {

  private static final int SIZE = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int SUM = 148;
  private static final int SUM_LENGTH = 8;
  private static final int TYPE = 156;
  private static final int MORE_IN_HEADER = 482;
  private static final int MORE_IN_MAP = 504;

  static TarHeader of(byte[] block, long offset) throws Ended {
    if (!isSumRight(block, number(block, SUM, SUM_LENGTH, offset))) {
      throw Ended.broken("the checksum of the header at " + offset + " is wrong");
    }
    char type = (char) (block[TYPE] & 0xff);
    boolean map = type == 'S' && block[MORE_IN_HEADER] != 0;
    return new TarHeader(type, number(block, SIZE, SIZE_LENGTH, offset), map);
  }

  static boolean hasMoreMap(byte[] map) {
    return map[MORE_IN_MAP] != 0;
  }

  /** Some writers of old summed signed bytes. */
  private static boolean isSumRight(byte[] block, long written) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < block.length; i++) {
      byte b = i >= SUM && i < SUM + SUM_LENGTH ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    return written == unsigned || written == signed;
  }

  /** Octal digits, or GNU's binary where they would not do. */
  private static long number(byte[] block, int at, int length, long offset) throws Ended {
    if ((block[at] & 0x80) != 0) {
      long value = block[at] & 0x7f;
      for (int i = at + 1; i < at + length; i++) {
        if (value >>> 55 != 0) {
          throw Ended.broken("a number in the header at " + offset + " is larger than any file");
        }
        value = (value << 8) | (block[i] & 0xff);
      }
      return value;
    }
    String digits = new String(block, at, length, ISO_8859_1).replace('\0', ' ').strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw Ended.broken("what stands at " + offset + " is no header");
    }
  }

  /** Whether it is an entry itself, and not a note on the one that follows. */
  boolean isEntry() {
    return "xgLK".indexOf(type) < 0;
  }

  boolean isPax() {
    return type == 'x';
  }

  /** Links, devices and directories have none, whatever their size says. */
  long dataBytes() {
    return "123456".indexOf(type) >= 0 ? 0 : size;
  }
}
