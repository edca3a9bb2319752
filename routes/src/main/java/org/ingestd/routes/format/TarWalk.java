// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From entry to entry by the sizes in the headers (POSIX ustar and pax, GNU tar). */
final class TarWalk {

  static final int BLOCK = 512;

  /** More zeros than any blocking factor pads with are room that is not written yet. */
  private static final long LONGEST_PADDING = 1 << 20;

  private static final int LONGEST_PAX = 1 << 20;
  private static final int CHUNK = 1 << 16;
  private static final Pattern PAX_SIZE = Pattern.compile("(?:^|\n)\\d+ size=(\\d{1,18})\n");

  private TarWalk() {}

  static void walk(OpenBytes file) throws IOException, Ended {
    long offset = 0;
    long paxSize = -1;
    while (true) {
      byte[] block = file.all(offset, BLOCK, "a header");
      if (OpenBytes.isZeros(block)) {
        end(file, offset);
        return;
      }
      TarHeader header = TarHeader.of(block, offset);
      offset += BLOCK + sparseMap(file, header, offset + BLOCK);
      long bytes = paxSize >= 0 && header.isEntry() ? paxSize : header.dataBytes();
      if (header.isPax()) {
        paxSize = paxSize(file, offset, bytes);
      } else if (header.isEntry()) {
        paxSize = -1;
      }
      offset = next(file, offset, bytes);
    }
  }

  private static long next(OpenBytes file, long offset, long bytes) throws Ended {
    try {
      long next = Math.addExact(offset, OpenBytes.padded(bytes, BLOCK));
      file.mustReach(next, "the data of an entry");
      return next;
    } catch (ArithmeticException e) {
      throw Ended.broken("the entry at " + offset + " would be larger than any file");
    }
  }

  /** The blocks of GNU's map of holes, in bytes. */
  private static long sparseMap(OpenBytes file, TarHeader header, long offset)
      throws IOException, Ended {
    long length = 0;
    boolean more = header.isSparseWithMap();
    while (more) {
      byte[] map = file.all(offset + length, BLOCK, "a map of holes");
      more = TarHeader.hasMoreMap(map);
      length += BLOCK;
    }
    return length;
  }

  /** A size that did not fit into the header of the entry that follows; -1 if it did. */
  private static long paxSize(OpenBytes file, long offset, long bytes) throws IOException, Ended {
    if (bytes > LONGEST_PAX) {
      throw Ended.broken("the pax header at " + offset + " has " + bytes + " bytes");
    }
    String records = new String(file.all(offset, (int) bytes, "a pax header"), US_ASCII);
    Matcher size = PAX_SIZE.matcher(records);
    return size.find() ? Long.parseLong(size.group(1)) : -1;
  }

  private static void end(OpenBytes file, long offset) throws IOException, Ended {
    if (offset == 0) {
      throw Ended.notYet("it begins with zeros");
    }
    byte[] second = file.all(offset + BLOCK, BLOCK, "the second block of zeros");
    if (!OpenBytes.isZeros(second)) {
      throw Ended.broken("a single block of zeros stands at " + offset);
    }
    long rest = file.size() - offset - 2 * BLOCK;
    if (rest > LONGEST_PADDING) {
      throw Ended.notYet(rest + " bytes stand behind its end: room that may still be written");
    }
    for (long at = offset + 2 * BLOCK; at < file.size(); at += CHUNK) {
      if (!OpenBytes.isZeros(file.upTo(at, CHUNK))) {
        throw Ended.broken("bytes stand behind its end at " + offset);
      }
    }
  }
}
