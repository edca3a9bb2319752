// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Which sources an operator has paused, kept in a file each, so that it outlives the daemon.
 * Thread-safe; a source's name is safe as a file's name.
 */
public final class SourcePauses {

  private final Path folder;

  /**
   * @param state the daemon's own directory
   */
  public SourcePauses(Path state) {
    this.folder = state.resolve("paused");
  }

  /** Who paused it and why; empty if nobody did. What cannot be read is believed to be a pause. */
  public Optional<String> why(String source) {
    Path file = folder.resolve(source);
    try {
      return Optional.of(Files.readString(file, UTF_8).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("paused, and " + file + " does not say why: " + e);
    }
  }

  /**
   * Durable when it returns.
   *
   * @param words who does it and why
   * @return whether it was not paused before
   */
  public boolean pause(String source, String words) throws IOException {
    if (why(source).isPresent()) {
      return false;
    }
    Files.createDirectories(folder);
    Path written = folder.resolve("." + source);
    try (FileChannel out =
        FileChannel.open(
            written,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer text = ByteBuffer.wrap((words + "\n").getBytes(UTF_8));
      while (text.hasRemaining()) {
        out.write(text);
      }
      out.force(true);
    }
    Files.move(written, folder.resolve(source), StandardCopyOption.ATOMIC_MOVE);
    force();
    return true;
  }

  /**
   * Durable when it returns.
   *
   * @return whether it was paused before
   */
  public boolean resume(String source) throws IOException {
    boolean paused = Files.deleteIfExists(folder.resolve(source));
    if (paused) {
      force();
    }
    return paused;
  }

  private void force() throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
