// SPDX-License-Identifier: Apache-2.0
package org.ingestd.harness.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to which lines are added while they happen: each is with the kernel when it returns, so
 * that no end of the process takes it away. Thread-safe.
 */
final class Note {

  private final FileOutputStream out;

  Note(Path file) throws IOException {
    this.out = new FileOutputStream(file.toFile(), true);
  }

  synchronized void add(String line) {
    try {
      out.write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was added so far; a line that was cut off is left out. */
  static List<String> read(Path file) throws IOException {
    return read(file, Integer.MAX_VALUE);
  }

  /** The same of its first bytes. */
  static List<String> read(Path file, int bytes) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] all = Files.readAllBytes(file);
    String text = new String(all, 0, Math.min(bytes, all.length), UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }
}
