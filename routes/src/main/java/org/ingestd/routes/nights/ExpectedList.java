// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.nights;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ingestd.routes.disk.NightTemplate;
import org.ingestd.routes.nights.NightReport.Awaited;
import org.ingestd.rse.RawPath;

/**
 * The files that a list names: one a line, by its path below the source or by its name alone. Blank
 * lines and those that begin with {@code #} say nothing.
 */
final class ExpectedList implements Expectation {

  /** A list of a million names of 64 bytes; what is longer is no list of a night. */
  private static final long LARGEST = 64L << 20;

  private final Set<String> open;
  private final Optional<Long> files;
  private final Optional<String> trouble;

  private ExpectedList(Set<String> open, Optional<String> trouble) {
    this.open = open;
    this.files = trouble.isPresent() ? Optional.empty() : Optional.of((long) open.size());
    this.trouble = trouble;
  }

  /**
   * @param directory of the source, for relative templates
   */
  static ExpectedList read(Path directory, String template, String night) {
    Path file = directory.resolve(new NightTemplate(template).of(night));
    Set<String> names = new TreeSet<>();
    try {
      if (Files.size(file) > LARGEST) {
        return unknown(file, "is larger than 64 MiB");
      }
      return names(file, names)
          .map(why -> unknown(file, why))
          .orElseGet(() -> new ExpectedList(names, Optional.empty()));
    } catch (NoSuchFileException e) {
      return unknown(file, "is not there");
    } catch (IOException e) {
      return unknown(file, "cannot be read: " + e);
    }
  }

  private static ExpectedList unknown(Path file, String why) {
    return new ExpectedList(new TreeSet<>(), Optional.of("the list " + file + " " + why));
  }

  /** Bytes, as names are; returns what is wrong with it. */
  private static Optional<String> names(Path file, Set<String> names) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file, ISO_8859_1)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          Optional<RawPath> path = RawPath.ifValid(line.getBytes(ISO_8859_1));
          if (path.isEmpty()) {
            return Optional.of("names no path below the source in line " + number);
          }
          names.add(path.get().text());
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean asksForNames() {
    return trouble.isEmpty();
  }

  @Override
  public void arrived(RawPath path) {
    if (!open.remove(path.text())) {
      open.remove(path.name().text());
    }
  }

  @Override
  public Awaited awaited(long arrived, int names) {
    List<String> missing = open.stream().limit(names).toList();
    return new Awaited(files, open.size(), missing, trouble);
  }
}
