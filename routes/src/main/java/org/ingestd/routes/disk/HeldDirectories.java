// SPDX-License-Identifier: Apache-2.0
package org.ingestd.routes.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ingestd.checksum.FileLook;

/**
 * The directories that the files of one batch lie in, each opened name by name once and kept open
 * until the batch is done. To be closed after all hands are. Thread-safe.
 *
 * <p>It is as safe as going through all names for each file. What is opened lies in the directory
 * that was reached without a link, and a link put in its place later is never asked. And nothing is
 * believed of a directory that was moved away meanwhile: each look goes by the path and must find
 * the very file that the held directory has under this name. If it does not, all names are gone
 * through from then on for whatever lies there.
 */
final class HeldDirectories implements AutoCloseable {

  /** For many files; each takes two descriptors, and files in further directories do without. */
  static final int AT_ONCE = 64;

  private final Path source;
  private final int atOnce;
  private final Map<Path, Optional<HeldDirectory>> held = new ConcurrentHashMap<>();

  /**
   * @param source its own directory
   * @param atOnce so many are held; 0 goes through all names each time
   */
  HeldDirectories(Path source, int atOnce) {
    this.source = source;
    this.atOnce = atOnce;
  }

  /**
   * Looks at what lies there. A link in the place of a directory on the way counts as a link.
   *
   * @param path below the source
   * @throws java.nio.file.NoSuchFileException if nothing is there
   */
  FileLook look(Path path) throws IOException {
    Optional<HeldDirectory> directory = above(path);
    if (directory.isPresent()) {
      FileLook found = FileLook.at(path);
      if (directory.get().has(path.getFileName(), found)) {
        return found;
      }
    }
    return Opening.look(source, path);
  }

  /**
   * Opens for reading only what was looked at.
   *
   * @param path below the source
   * @throws IOException if it, or a directory on the way to it, is a link now, among others
   */
  FileChannel open(Path path) throws IOException {
    Optional<HeldDirectory> directory = above(path);
    if (directory.isPresent()) {
      try {
        return directory.get().open(path.getFileName());
      } catch (IOException e) {
        return openedOtherwise(path, e);
      }
    }
    return Opening.of(source, path);
  }

  /** A refusal is believed only of the path: its directory may be another one now. */
  private FileChannel openedOtherwise(Path path, IOException refusal) throws IOException {
    try {
      return Opening.of(source, path);
    } catch (IOException e) {
      e.addSuppressed(refusal);
      throw e;
    }
  }

  private Optional<HeldDirectory> above(Path path) {
    Path directory = path.getParent();
    if (directory == null) {
      return Optional.empty();
    }
    Optional<HeldDirectory> there = held.get(directory);
    if (there == null) {
      there =
          held.size() < atOnce
              ? held.computeIfAbsent(directory, this::hold)
              : Optional.<HeldDirectory>empty();
    }
    return there.filter(HeldDirectory::isBelieved);
  }

  /** What is in the way of a directory that cannot be opened is told by the looks at its files. */
  private Optional<HeldDirectory> hold(Path directory) {
    try {
      DirectoryStream<Path> open = Opening.directory(source, directory);
      if (open instanceof SecureDirectoryStream<Path> secure) {
        return Optional.of(new HeldDirectory(secure));
      }
      open.close();
      return Optional.empty();
    } catch (IOException toldByTheLooks) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    for (Optional<HeldDirectory> directory : held.values()) {
      directory.ifPresent(HeldDirectories::close);
    }
    held.clear();
  }

  private static void close(HeldDirectory directory) {
    try {
      directory.close();
    } catch (IOException nothingDependsOnIt) {
      // It was open for reading only, and the descriptor is given back in any case (close(2)).
    }
  }
}
