// SPDX-License-Identifier: Apache-2.0
package org.ingestd.daemon.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a deep look has come: the content of {@code verify.place} in the state directory, so that
 * days of reading need not be begun again. Not forced; an older place only means reading twice.
 */
final class Bookmark {

  private static final Pattern FORM = Pattern.compile("after=(\\d{1,18}) sources=(.*)\n");

  private final Path file;
  private final String sources;

  Bookmark(Path state, Iterable<String> sources) {
    this.file = state.resolve("verify.place");
    this.sources = String.join(",", sources);
  }

  /** Empty if no look at these sources was interrupted. */
  OptionalLong read() throws IOException {
    try {
      Matcher text = FORM.matcher(Files.readString(file));
      return text.matches() && text.group(2).equals(sources)
          ? OptionalLong.of(Long.parseLong(text.group(1)))
          : OptionalLong.empty();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  void write(long after) throws IOException {
    Path draft = file.resolveSibling("verify.place.new");
    Files.writeString(draft, "after=" + after + " sources=" + sources + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
