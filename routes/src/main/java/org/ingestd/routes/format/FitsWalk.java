// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/**
 * From HDU to HDU by the lengths in the headers (FITS 4.0, §3 and §4.4.1). What stands behind the
 * last HDU makes the file incomplete and not broken: writers put the length into the header last.
 */
final class FitsWalk {

  static final int BLOCK = 2880;
  private static final int MOST_HDUS = 100_000;
  static final String PRIMARY = "SIMPLE  =";
  static final String EXTENSION = "XTENSION=";

  private FitsWalk() {}

  static void walk(OpenBytes file) throws IOException, Ended {
    begin(file, 0, PRIMARY);
    FitsHeader primary = FitsHeader.read(file, 0, "the primary header");
    long end = dataEnd(file, primary, "the primary data");
    int extensions = 0;
    while (end < file.size()) {
      if (extensions++ == MOST_HDUS) {
        throw Ended.broken("it has more than " + MOST_HDUS + " extensions");
      }
      begin(file, end, EXTENSION);
      FitsHeader header = FitsHeader.read(file, end, "the header of extension " + extensions);
      end = dataEnd(file, header, "the data of extension " + extensions);
    }
    if (extensions < primary.promisedExtensions()) {
      throw Ended.notYet(
          "the primary header promises extensions, %d of %d are there"
              .formatted(extensions, primary.promisedExtensions()));
    }
  }

  private static void begin(OpenBytes file, long offset, String wanted) throws IOException, Ended {
    byte[] there = file.upTo(offset, wanted.length());
    String text = new String(there, ISO_8859_1);
    if (text.equals(wanted)) {
      return;
    }
    if (wanted.startsWith(text) || OpenBytes.isZeros(there)) {
      throw Ended.notYet("no header is written yet at " + offset);
    }
    throw offset == 0
        ? Ended.broken("it does not begin as FITS, with " + wanted)
        : Ended.notYet("what stands at " + offset + " behind the last HDU begins no extension");
  }

  private static long dataEnd(OpenBytes file, FitsHeader header, String what) throws Ended {
    try {
      long end = Math.addExact(header.end(), OpenBytes.padded(header.dataBytes(), BLOCK));
      file.mustReach(end, what);
      return end;
    } catch (ArithmeticException e) {
      throw Ended.broken(what + " would be larger than any file");
    }
  }
}
