// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares documents with what the program says of itself; {@code -Ddocs.update} writes them
 * instead.
 */
public final class Documents {

  /** The checkout. */
  public static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private Documents() {}

  /** The whole file. */
  public static void assertUpToDate(String file, String wanted) {
    Path path = TOP.resolve(file);
    if (System.getProperty("docs.update") != null) {
      write(path, wanted);
    }
    assertThat(read(path)).as("%s; -Ddocs.update writes it", file).isEqualTo(wanted);
  }

  /** What stands between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}. */
  public static void assertPartUpToDate(String file, String name, String wanted) {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->";
    String text = read(TOP.resolve(file));
    assertThat(text).as(file).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    assertUpToDate(file, text.substring(0, from) + wanted + text.substring(text.indexOf(end)));
  }

  private static String read(Path path) {
    try {
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
