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
import org.ingestd.daemon.verify.difference.Found;

/**
 * How far a deep look has come and what it has found: the content of {@code verify.place} in the
 * state directory, so that days of reading need not be begun again. Not forced; an older place only
 * means reading twice.
 */
final class Bookmark {

  private static final Pattern FORM =
      Pattern.compile("after=(\\d{1,18}) sources=(.*)\n(?<found>(?:found .*\n)*)");

  private final Path file;
  private final String sources;

  Bookmark(Path state, Iterable<String> sources) {
    this.file = state.resolve("verify.place");
    this.sources = String.join(",", sources);
  }

  /**
   * Empty if no look at these sources was interrupted.
   *
   * @param found gets what that look had found
   */
  OptionalLong read(Found found) throws IOException {
    try {
      Matcher text = FORM.matcher(Files.readString(file));
      if (!text.matches() || !text.group(2).equals(sources)) {
        return OptionalLong.empty();
      }
      found.readLines(text.group("found"));
      return OptionalLong.of(Long.parseLong(text.group(1)));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  void write(long after, Found found) throws IOException {
    Path draft = file.resolveSibling("verify.place.new");
    Files.writeString(draft, "after=" + after + " sources=" + sources + "\n" + found.lines());
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
