// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Names that a file system holds and nobody expects. */
final class Hostile {

  private static final String[] PIECES = {
    "_x41",
    "_x5F",
    "_xff",
    "_x",
    "_",
    "x",
    "x_x00",
    "..",
    "ä",
    "☀",
    "\uD83D\uDD2D",
    "\u202e",
    "%41",
    "%",
    "\\x41",
    "\\",
    "\n",
    " ",
    "'\"",
    "?#",
    "~",
    "Run01",
    "A",
    "9",
    "-",
    ".fits",
    ".",
    ":",
    "+"
  };

  private Hostile() {}

  /** A source of randomness that prints its seed; {@code -Dseed=…} repeats a run. */
  static RandomGenerator random() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  /** One name, 1 to about 40 bytes. */
  static RawPath name(RandomGenerator random) {
    while (true) {
      StringBuilder latin = new StringBuilder();
      for (int i = random.nextInt(1, 8); i > 0; i--) {
        latin.append(piece(random));
      }
      String name = latin.toString().replace("/", "").replace("\0", "");
      if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        return RawPath.of(name.getBytes(ISO_8859_1));
      }
    }
  }

  private static String piece(RandomGenerator random) {
    if (random.nextInt(3) == 0) {
      return Character.toString(random.nextInt(256));
    }
    return new String(PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8), ISO_8859_1);
  }

  /** One to four names. */
  static RawPath path(RandomGenerator random) {
    RawPath path = name(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      path = path.resolve(name(random));
    }
    return path;
  }
}
