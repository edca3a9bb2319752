// SPDX-License-Identifier: Apache-2.0
package org.ingestd.rse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocaleTest {

  private static final List<RawPath> NAMES =
      List.of(
          RawPath.of("\u00ff\u00fe.fits".getBytes(ISO_8859_1)),
          RawPath.of("ä.fits"),
          RawPath.of("new\nline.fits"),
          RawPath.of("'quotes\".fits"),
          RawPath.of("%41 ;?#\\x41.fits"),
          RawPath.of("\uD83D\uDD2D\u202e.fits"),
          RawPath.of("plain.fits"));

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void seesTheSameBytesInEveryLocale(String locale, @TempDir Path top) throws Exception {
    Path root = Files.createDirectory(RawPath.of("Größe").under(top));
    for (RawPath name : NAMES) {
      Files.createFile(name.under(root));
    }
    Files.createDirectory(RawPath.of("Ordner-ß").under(root));
    List<String> expected = new ArrayList<>();
    NAMES.forEach(name -> expected.add(line(name)));
    expected.add(line(RawPath.of("Ordner-ß")));

    List<String> seen = inLocale(locale, top);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String line(RawPath name) {
    return Base64.getEncoder().encodeToString(name.bytes());
  }

  private static List<String> inLocale(String locale, Path top)
      throws IOException, InterruptedException {
    ProcessBuilder child =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Probe.class.getName(),
            top.toString());
    child.environment().put("LC_ALL", locale);
    child.redirectErrorStream(true);
    Process process = child.start();
    String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed.lines().toList();
  }

  /** Runs in a JVM of its own, because a JVM has the locale that it was started in. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) throws IOException {
      Path root =
          RawPath.of("Größe".getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .under(Path.of(arguments[0]));
      try (DirectoryStream<Path> listed = Files.newDirectoryStream(root)) {
        for (Path file : listed) {
          RawPath name = RawPath.relative(root, file);
          if (!name.equals(RawPath.of(file.getFileName())) || !Files.exists(name.under(root))) {
            throw new IllegalStateException("Not found again: " + name);
          }
          System.out.println(line(name));
        }
      }
    }
  }
}
